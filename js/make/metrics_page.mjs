// Generates the page that documents the batch: core/sample/METRICS.template.md with its tables filled in from the core's.
import { readFileSync } from 'node:fs';

export const kPage = new URL('../../core/sample/METRICS.md', import.meta.url);
const kTemplate = new URL('../../core/sample/METRICS.template.md', import.meta.url);

const kBanner =
  `*Made by \`npm run generate\` from \`METRICS.template.md\` beside it and the tables \`sample_fields.def\`, \`evidence_fields.def\`
and \`session_parameters.def\` of the core; edit those, not this page.*`;

const kBig = 1e5; // bounds from here on are written as powers of ten

const number = (value) => (value >= kBig ? `10^${Math.round(Math.log10(value))}` : String(value));

function typeOf({ form, unit, decimals, min, max }) {
  if (form === 'boolean') return ['', '`true`, `false`', ''];
  if (form === 'word') return ['', 'a word', ''];
  if (form === 'words') return ['', 'words, comma-separated', ''];
  return [unit, `${number(min)} to ${number(max)}`, decimals === 0 ? '1' : `${(10 ** -decimals).toFixed(decimals)}`];
}

const markdown = (rows) => rows.map((cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`).join('\n');

function memberTable(members) {
  const rows = members.map((member) => [`\`${member.name}\``, ...typeOf(member), member.doc]);
  return markdown([['member', 'unit', 'range', 'rounded to', 'meaning'], Array(5).fill('---'), ...rows]);
}

function parameterTable(parameters) {
  const rows = parameters.map(({ name, unit, min, max, doc, default: value }) => [`\`${name}\``, unit, value, `${min} to ${max}`, doc]);
  return markdown([['name', 'unit', 'unless set', 'range', 'meaning'], Array(5).fill('---'), ...rows]);
}

function evidenceTable(evidence) {
  const rows = evidence.map(({ name, unit, doc }) => [`\`${name}\``, unit === 'share' ? '0 to 1' : unit, doc]);
  return markdown([['name', 'unit', 'meaning'], Array(3).fill('---'), ...rows]);
}

/** The page as text; `core` is the node module. */
export function metricsPage(core) {
  const members = JSON.parse(core.describeSamples());
  const parameters = JSON.parse(core.describeParameters());
  const values = new Map([
    ['banner', kBanner],
    ['reasons', members.find(({ form }) => form === 'words').words.map((word) => `\`${word}\``).join(', ')],
    ['evidence', evidenceTable(JSON.parse(core.describeEvidence()))],
    ['parameters', parameterTable(parameters)],
    ...parameters.map(({ name, default: value }) => [name, String(value)]),
    ...members.map(({ kind }) => [`table ${kind}`, memberTable(members.filter((member) => member.kind === kind))]),
  ]);
  return readFileSync(kTemplate, 'utf8').replace(/\{\{(.*?)\}\}/g, (_, name) => {
    if (!values.has(name)) throw new Error(`METRICS.template.md refers to {{${name}}}, which has no value`);
    return values.get(name);
  });
}
