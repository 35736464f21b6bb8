// Compares the core's samples with the oracle's, member by member.
import { schema } from './schema.mjs';

// Not calculated by the oracle: verdicts and scores have their own tests.
const kNotCalculated = new Set(['frozenMs', 'isFrozen', 'score', 'quality', 'qualityReasons']);

// frameAgeMs depends on a clock that core and oracle may anchor slightly differently.
const kLooseMs = { frameAgeMs: 10 };

const kRelative = 1e-6;

// Returns [{kind, member, where, core, oracle}] and the number of members compared, per "kind.member".
export function compareSamples(coreSamples, oracleSamples) {
  const differences = [];
  const compared = new Map();
  const ofCore = byKey(coreSamples);
  const ofOracle = byKey(oracleSamples);
  for (const [key, sample] of ofOracle) {
    const other = ofCore.get(key);
    if (!other) {
      if (Object.keys(schema[sample.kind]).every((member) => sample[member] === undefined)) continue;
      differences.push({ kind: sample.kind, member: '(sample)', where: key, core: undefined, oracle: 'a sample' });
      continue;
    }
    for (const member of ['ssrc', ...Object.keys(schema[sample.kind])]) {
      if (kNotCalculated.has(member)) continue;
      const name = `${sample.kind}.${member}`;
      compared.set(name, (compared.get(name) ?? 0) + 1);
      const core = other[member] ?? undefined;
      const oracle = sample[member] ?? undefined;
      if (!same(member, schema[sample.kind][member], core, oracle)) {
        differences.push({ kind: sample.kind, member, where: key, core, oracle });
      }
    }
  }
  for (const [key, sample] of ofCore) {
    if (!ofOracle.has(key)) differences.push({ kind: sample.kind, member: '(sample)', where: key, core: 'a sample', oracle: undefined });
  }
  for (const sample of coreSamples) {
    for (const member of Object.keys(sample)) {
      if (![
        't', 'connection', 'kind', 'stream', 'ssrc', 'mid', 'codec', 'label', 'rid',
      ].includes(member) && !(member in (schema[sample.kind] ?? {}))) {
        differences.push({
          kind: sample.kind, member, where: keyOf(sample), core: 'a member without a place in the schema', oracle: undefined,
        });
      }
    }
  }
  return { differences, compared };
}

function same(member, field, core, oracle) {
  if (core === undefined || oracle === undefined) return core === oracle || (member in kLooseMs);
  if (typeof core !== 'number' || typeof oracle !== 'number') return core === oracle;
  const slack = kLooseMs[member] ?? 0.5 * 10 ** -(field?.decimals ?? 0) * (1 + 1e-9);
  return Math.abs(core - oracle) <= slack + kRelative * Math.abs(oracle);
}

function keyOf(sample) {
  return `${sample.connection} ${sample.kind} ${sample.stream ?? ''} at ${Math.round(sample.t)}`;
}

// A connection may be polled twice in a millisecond: the second sample's key gets a number.
function byKey(samples) {
  const map = new Map();
  for (const sample of samples) {
    const key = keyOf(sample);
    let unique = key;
    for (let n = 2; map.has(unique); ++n) unique = `${key} (${n})`;
    map.set(unique, sample);
  }
  return map;
}

// A table by member, worst first, each with one example; '' if there are no differences.
export function tableOf(differences, compared) {
  const rows = new Map();
  for (const difference of differences) {
    const name = `${difference.kind}.${difference.member}`;
    const row = rows.get(name) ?? { name, coreNull: 0, oracleNull: 0, other: 0, example: difference };
    if (difference.core === undefined) row.coreNull += 1;
    else if (difference.oracle === undefined) row.oracleNull += 1;
    else row.other += 1;
    rows.set(name, row);
  }
  if (rows.size === 0) return '';
  const count = (row) => row.coreNull + row.oracleNull + row.other;
  const lines = [...rows.values()].sort((a, b) => count(b) - count(a)).map((row) => {
    const { file, where, core, oracle } = row.example;
    const example = `${file ? `${file}: ` : ''}${where}: core ${show(core)}, oracle ${show(oracle)}`;
    return [
      row.name.padEnd(46),
      ...[compared.get(row.name) ?? '', row.coreNull, row.oracleNull, row.other].map((n) => String(n).padStart(9)),
      ` ${example}`,
    ].join('');
  });
  return [`${'member'.padEnd(46)} compared core null  o. null     other  example`, ...lines].join('\n');
}

function show(value) {
  return value === undefined ? 'null' : JSON.stringify(value);
}
