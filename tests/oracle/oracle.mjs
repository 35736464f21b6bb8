#!/usr/bin/env node
// node tests/oracle/oracle.mjs FILE…: all samples of recorded calls as JSON lines, unrounded, computed the slow way.
import { samplesOf } from './samples.mjs';
import { readPolls } from './trace.mjs';

for (const file of process.argv.slice(2)) {
  for (const sample of samplesOf(readPolls(file))) console.log(JSON.stringify(sample));
}
