// Prints figures as tables.
import { kLengths } from './measures.mjs';

const kColumns = [
  ...kLengths.toReversed().flatMap((ms) => [
    [`recall>=${ms}`, (f) => share(f[`recall${ms}`])], [`prec>=${ms}`, (f) => share(f[`precision${ms}`])],
  ]),
  ['false/h', (f) => (f.falsePerHour === null ? '-' : f.falsePerHour.toFixed(1))],
  ['covered', (f) => share(f.covered)],
  ['right', (f) => share(f.right)],
  ['start ms', (f) => number(f.startMedianMs)],
  ['p95', (f) => number(f.startP95Ms)],
  ['delay ms', (f) => number(f.delayMedianMs)],
  ['cause>=1s', (f) => share(f.cause)],
  ['shorter', (f) => share(f.causeShort)],
];

const share = (value) => (value === null ? '-' : value.toFixed(3));
const number = (value) => (value === null ? '-' : value.toFixed(0));

export function printTable(rows) {
  const cells = [['', ...kColumns.map(([name]) => name)], ...rows.map(([name, f]) => [name, ...kColumns.map(([, of]) => of(f))])];
  const widths = cells[0].map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  for (const row of cells) console.log(row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  '));
}

export function printCauses({ causes }) {
  console.log('\nCauses (1 s polls): true -> claimed, for freezes of 1 s or more + shorter ones');
  const counts = new Map();
  for (const { actual, claimed, ms } of causes) {
    const key = `${actual} -> ${claimed}`;
    const count = counts.get(key) ?? [0, 0];
    ++count[ms >= 1000 ? 0 : 1];
    counts.set(key, count);
  }
  for (const [key, [long, short]] of [...counts].sort()) console.log(`  ${key.padEnd(46)} ${String(long).padStart(3)} + ${short}`);
  for (const confidence of ['high', 'medium', 'low']) {
    const of = causes.filter((c) => c.confidence === confidence);
    const right = of.filter((c) => c.actual === c.claimed).length;
    if (of.length) console.log(`  confidence ${confidence.padEnd(6)} right ${share(right / of.length)} of ${of.length}`);
  }
}

export function printWrong(tally, title) {
  console.log(`\nErrors, ${title} polls`);
  const when = (item) => `${item.name} ${item.pc ?? ''} at ${(item.start ?? item.at).toFixed(0)}`;
  for (const gap of tally.missed) console.log(`  missed    ${when(gap)}: ${(gap.end - gap.start).toFixed(0)} ms, ${gap.cause}`);
  for (const claim of tally.falsePositives) {
    console.log(`  false     ${when(claim)}: ${claim.durationMs.toFixed(0)} ms, ${claim.precision}, ${claim.cause}`);
  }
  for (const { name, ms } of tally.startErrors.filter((e) => e.ms > 150)) console.log(`  start     ${name}: ${ms.toFixed(0)} ms off`);
  for (const c of tally.causes.filter((x) => x.actual !== x.claimed)) {
    const claim = `claimed ${c.claimed} (${c.confidence}) ${JSON.stringify(c.evidence)}`;
    console.log(`  cause     ${when(c)}: ${c.ms.toFixed(0)} ms of ${c.actual}, ${claim}`);
  }
}
