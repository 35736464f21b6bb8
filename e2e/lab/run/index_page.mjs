import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { gapsSeen, kLongGapMs } from './truth.mjs';

const kHead = `# Recordings of the fault lab, with what the viewer saw

Made by \`e2e/lab/record_set.mjs\`. A NAME consists of case, caller, callee (if given) and seed.

- \`NAME.jsonl.gz\` has one line per poll and end of the call,
  \`{"t","pc","perf","getStatsMs","conn","ice","visible","report":{id: stats}}\`, and \`{"t","pc","event"}\` for each state change.
  It contains nothing that identifies a machine or a person.
- \`NAME.truth.json\` has the faults as applied, the gaps between presented frames according to requestVideoFrameCallback (\`_rvfc\`)
  and to a frame reader in a worker (\`_mstp\`, more reliable if it counted any frames), the \`lateBeats\` of the recording host, and
  the \`contamination\`: those late beats that overlap a gap while no fault was active.

Times are epoch ms in the files, and seconds since the first poll in the table. "held out", "blind" and "stacks" recordings were
made after the rules that they first evaluated.

| name | role | what | codec, picture | faults (s) | gaps >= 1 s (receiver start+length) | shorter gaps | contamination |
|---|---|---|---|---|---|---|---|
`;

/** The truth of a recording in the folder, or in its subfolder for the recording's role; undefined if it is in neither. */
export const truthFile = (folder, { name, role }) => [
  `${folder}/${name}.truth.json`, `${folder}/${role.replace(' ', '-')}/${name}.truth.json`,
].find(existsSync);

/** Writes INDEX.md for those of the entries of which truthFile() finds a recording. */
export function writeIndex(folder, entries) {
  const rows = entries.filter((entry) => truthFile(folder, entry))
    .map((entry) => row(entry.role, JSON.parse(readFileSync(truthFile(folder, entry), 'utf8'))));
  writeFileSync(`${folder}/INDEX.md`, kHead + rows.join(''));
}

function row(role, truth) {
  const at = (t) => ((t - truth.t0) / 1000).toFixed(1);
  const faults = truth.faults.map((fault) => `${fault.cls} ${fault.pc} ${at(fault.start)}-${at(fault.end)}`);
  const gaps = gapsSeen(truth);
  const long = gaps.filter((gap) => gap.dur >= kLongGapMs).map((gap) => `${gap.pc} ${at(gap.start)}+${(gap.dur / 1000).toFixed(1)}`);
  const cells = [
    truth.name, role, truth.about, `${truth.codec} ${truth.width}x${truth.height}@${truth.fps}`, faults.join(', ') || 'none',
    long.join(', ') || '-',
    gaps.length - long.length, truth.contamination.length || '-',
  ];
  return `| ${cells.join(' | ')} |\n`;
}
