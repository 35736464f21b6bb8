#!/usr/bin/env node
// Runs every test suite and ends with one line: `N passed, N failed`.
//   node tests/run.mjs [--long] [suite…]     all suites, or the given ones; --long runs the fuzzers and the browser tests for longer
import { suites } from './runner/suites.mjs';

const args = process.argv.slice(2);
const long = args.includes('--long');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`there is no suite ${unknown.join(', ')}; choose from ${suites.map((suite) => suite.name).join(', ')}`);
  process.exit(2);
}

const results = [];
for (const suite of suites) {
  if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
  console.log(`\n== ${suite.name}: ${suite.what}`);
  const start = performance.now();
  let result;
  try {
    result = await suite.run({ long });
  } catch (error) {
    console.log(error.message);
    result = { passed: 0, failed: 1 };
  }
  if (result.passed + result.failed === 0) {
    console.log('no test ran, which counts as a failure');
    result.failed = 1;
  }
  results.push({ name: suite.name, seconds: (performance.now() - start) / 1000, ...result });
}

console.log('\n== summary');
for (const { name, passed, failed, seconds } of results) {
  const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`;
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(12)} ${counts} ${seconds.toFixed(1).padStart(7)} s`);
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);
