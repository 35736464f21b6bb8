#!/usr/bin/env node
// node tests/oracle/compare.mjs [FILE…]: compares core and oracle over the given files, or over all traces, and prints a table of the
// differences. Exit status 1 if there are any.
import { basename } from 'node:path';

import { coreSamples } from './core_samples.mjs';
import { compareSamples, tableOf } from './differences.mjs';
import { samplesOf } from './samples.mjs';
import { readPolls } from './trace.mjs';
import { ownTraces, sharedTraces } from './traces.mjs';

const named = process.argv.slice(2);
if (named.length === 0 && !process.env.RTC_VITALS_TRACES) {
  console.log('RTC_VITALS_TRACES is not set: only the traces of tests/traces are compared');
}
const files = named.length > 0 ? named : [...ownTraces(), ...sharedTraces()];

const all = [];
const compared = new Map();
let samples = 0;
for (const file of files) {
  const polls = readPolls(file);
  const oracle = [...samplesOf(polls)];
  const result = compareSamples(coreSamples(polls), oracle);
  samples += oracle.length;
  all.push(...result.differences.map((difference) => ({ ...difference, file: basename(file) })));
  for (const [name, count] of result.compared) compared.set(name, (compared.get(name) ?? 0) + count);
}
const members = [...compared.values()].reduce((sum, count) => sum + count, 0);
console.log(`${files.length} traces, ${samples} samples, ${members} members compared, ${all.length} differ`);
if (all.length > 0) console.log(tableOf(all, compared));
process.exit(all.length === 0 ? 0 : 1);
