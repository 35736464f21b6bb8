// Generates js/browser/tables.d.ts from the core's tables: the types of a sample's members, and the names of the parameters.
export const kTypes = new URL('../browser/tables.d.ts', import.meta.url);

const kBanner =
  `// Made by \`npm run generate\` from the tables of the core, sample_fields.def and session_parameters.def; edit those, not this file.
`;

const kUnbounded = 1e5; // bounds from here on only guard against nonsense
const kLongest = 140; // characters in a line
const kPart = /\S.{0,99}(?=\s|$)/g; // of a longer comment: what fits in a line of it

const kTypeOf = { number: 'number', boolean: 'boolean', word: 'string', words: 'string' };
// The core's own words are complete. Browsers may add to theirs.
const kOwnWords = { quality: "'good' | 'fair' | 'poor'", rttSource: "'candidate-pair' | 'rtcp'" };
const nameOf = (kind) => `${kind[0].toUpperCase()}${kind.slice(1)}Values`;

function docOf({ form, unit, min, max, doc }) {
  if (form === 'words') return `${doc}; words, comma-separated`;
  const facts = [unit, max < kUnbounded ? `${min} to ${max}` : ''].filter(Boolean);
  return form === 'number' && facts.length ? `${doc} (${facts.join(', ')})` : doc;
}

// In one line if it fits, else in lines that are easier to read.
function commentOf(doc) {
  const line = `  /** ${doc} */`;
  if (line.length <= kLongest) return line;
  return ['  /**', ...doc.match(kPart).map((part) => `   * ${part}`), '   */'].join('\n');
}

const kWhose = {
  connection: 'a connection', inboundVideo: 'a received video stream', inboundAudio: 'a received audio stream',
  outboundVideo: 'a sent video stream, or one layer of it', outboundAudio: 'a sent audio stream', dataChannel: 'a data channel',
};

function valuesType(kind, members) {
  const lines = members
    .map((member) => `${commentOf(docOf(member))}\n  ${member.name}: ${kOwnWords[member.name] ?? kTypeOf[member.form]} | null;\n`);
  return `\n/** One interval of ${kWhose[kind]}; null means unknown. */\nexport interface ${nameOf(kind)} {\n${lines.join('')}}\n`;
}

/** The file as text; `core` is the node module. */
export function sampleTypes(core) {
  const members = JSON.parse(core.describeSamples());
  const kinds = [...new Set(members.map(({ kind }) => kind))];
  const names = JSON.parse(core.describeParameters()).map(({ name }) => `\n  | '${name}'`);
  const parameters = '\n/** The thresholds of the core that a page may set: METRICS.md has their units, defaults and ranges. */\n'
    + `export type ParameterName =${names.join('')};\n`;
  return kBanner + kinds.map((kind) => valuesType(kind, members.filter((member) => member.kind === kind))).join('') + parameters;
}
