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
import { figures } from './measures.mjs';
import { loadPeers } from './peers.mjs';
import { recordingsIn } from './recording.mjs';
import { printCauses, printTable, printWrong } from './tables.mjs';
import { tallyOf } from './tally.mjs';

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
const ownClaims = (lines) => coreClaims(core, lines);

// Recorded at 1 s. A rule should not depend on where the polls fall.
const kPolls = { '1 s': {}, '2 s': { stride: 2 }, '2 s, from the second on': { stride: 2, first: 1 } };

const figuresOf = async (polls, claimsOf) => figures(await tallyOf(recordings, polls, claimsOf));

const peers = await loadPeers();
const rows = [];
const tallies = [];
for (const [title, polls] of Object.entries(kPolls)) {
  const tally = await tallyOf(recordings, polls, ownClaims);
  tallies.push(tally);
  rows.push([`rtc-vitals, ${title}`, figures(tally)]);
  if (polls.first) continue;
  rows.push([`plain rule, ${title}`, await figuresOf(polls, plainRuleClaims)]);
  rows.push([`freezeCount, ${title}`, await figuresOf(polls, browserClaims)]);
  for (const { name, claimsOf } of peers) rows.push([`${name}, ${title}`, await figuresOf(polls, claimsOf)]);
}
console.log(`${recordings.length} recordings, ${tallies[0].truth[200].all} freezes, ${tallies[0].truth[1000].all} of them of 1 s or more`);
printTable(rows);
if (values.ablation) {
  console.log('\nWithout a member (1 s polls; and all members at 5 s)');
  printTable([
    ['all members', figures(tallies[0])],
    ...await Promise.all(ablations.map(async ([name, edit]) => [name, await figuresOf({ edit }, ownClaims)])),
    ['all members, 5 s', await figuresOf({ stride: 5 }, ownClaims)],
  ]);
}
printCauses(tallies[0]);
if (values.wrong) Object.keys(kPolls).forEach((title, i) => printWrong(tallies[i], title));
if (values['leave-one-out']) printLeaveOneOut(leaveOneOut(core, recordings));
