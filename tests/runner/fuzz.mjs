// Runs every fuzz target for a while. A target passes if it does not crash, leak or hang.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { command, root } from './command.mjs';

async function fuzz(target, seconds) {
  const corpus = `build/fuzz/corpus/${target}`;
  const seeds = `tests/fuzz/corpus/${target}`;
  mkdirSync(join(root, corpus), { recursive: true });
  const folders = existsSync(join(root, seeds)) ? [corpus, seeds] : [corpus];
  const args = [
    `-max_total_time=${seconds}`, '-timeout=10', '-print_final_stats=1', '-verbosity=0', `-artifact_prefix=build/fuzz/${target}-`,
    ...folders,
  ];
  const { status, output } = await command(`build/native-tests/tests/fuzz/${target}`, args, { quiet: true });
  const runs = /number_of_executed_units: (\d+)/.exec(output)?.[1] ?? 0;
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${target}: ${runs} inputs in ${seconds} s`);
  return status === 0;
}

/** Two targets at a time, `seconds` each. */
export async function fuzzTargets(seconds) {
  const targets = readdirSync(join(root, 'tests/fuzz')).filter((name) => name.endsWith('.cc')).map((name) => name.slice(0, -'.cc'.length));
  const count = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let target = targets.pop(); target; target = targets.pop()) count[(await fuzz(target, seconds)) ? 'passed' : 'failed'] += 1;
  };
  await Promise.all([worker(), worker()]);
  return count;
}
