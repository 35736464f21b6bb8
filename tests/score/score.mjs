#!/usr/bin/env node
// How well freezes and their causes are found in recorded calls with known truth:
//   npm run score -- [FOLDER…] [--wrong] [--ablation] [--leave-one-out]
//
// A folder contains recordings, NAME.jsonl.gz, each with its NAME.truth.json. `--wrong` lists every freeze that was missed, false or given
// a wrong cause; `--ablation` scores without one group of members at a time; `--leave-one-out` chooses the thresholds without one class of
// faults at a time.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { loadNodeCore } from '../../js/node_core.mjs';
import { ablations } from './ablations.mjs';
import { browserClaims, coreClaims, plainRuleClaims } from './detectors.mjs';
import { leaveOneOut, printLeaveOneOut } from './leave_one_out.mjs';
import { addTrace, figures, newTally } from './measures.mjs';
import { loadPeers } from './peers.mjs';
import { readLines, recordingsIn } from './recording.mjs';
import { printCauses, printTable, printWrong } from './tables.mjs';
import { readTruth } from './truth.mjs';

const kOwnTraces = ['tuning', 'held-out', 'blind', 'stacks']
  .map((role) => fileURLToPath(new URL(`../traces/lab/${role}`, import.meta.url)));

const options = Object.fromEntries(['wrong', 'ablation', 'leave-one-out'].map((name) => [name, { type: 'boolean' }]));
const { values, positionals } = parseArgs({ allowPositionals: true, options });
const folders = positionals.length ? positionals : [
  ...kOwnTraces,
  ...(process.env.RTC_VITALS_TRACES ? [join(process.env.RTC_VITALS_TRACES, 'lab')] : []),
];
const recordings = folders.flatMap(recordingsIn);
const core = await loadNodeCore();

function tallyOf(stride, claimsOf, edit = null) {
  const tally = newTally();
  for (const { name, trace, truth } of recordings) {
    const lines = readLines(trace, stride, edit);
    addTrace(tally, name, readTruth(truth, lines), claimsOf(lines));
  }
  return tally;
}

async function peerTallyOf(stride, claimsOf) {
  const tally = newTally();
  for (const { name, trace, truth } of recordings) {
    const lines = readLines(trace, stride);
    addTrace(tally, name, readTruth(truth, lines), await claimsOf(lines));
  }
  return tally;
}

const peers = await loadPeers();
const rows = [];
const tallies = [];
for (const stride of [1, 2]) {
  const tally = tallyOf(stride, (lines) => coreClaims(core, lines));
  tallies.push(tally);
  rows.push([`rtc-vitals, ${stride} s`, figures(tally)]);
  rows.push([`plain rule, ${stride} s`, figures(tallyOf(stride, plainRuleClaims))]);
  rows.push([`freezeCount, ${stride} s`, figures(tallyOf(stride, browserClaims))]);
  for (const { name, claimsOf } of peers) rows.push([`${name}, ${stride} s`, figures(await peerTallyOf(stride, claimsOf))]);
}
console.log(`${recordings.length} recordings, ${tallies[0].truth[200].all} freezes, ${tallies[0].truth[1000].all} of them of 1 s or more`);
printTable(rows);
if (values.ablation) {
  console.log('\nWithout a member (1 s polls; and all members at 5 s)');
  printTable([
    ['all members', figures(tallies[0])],
    ...ablations.map(([name, edit]) => [name, figures(tallyOf(1, (lines) => coreClaims(core, lines), edit))]),
    ['all members, 5 s', figures(tallyOf(5, (lines) => coreClaims(core, lines)))],
  ]);
}
printCauses(tallies[0]);
if (values.wrong) tallies.forEach((tally, i) => printWrong(tally, `${i + 1} s`));
if (values['leave-one-out']) printLeaveOneOut(leaveOneOut(core, recordings));
