// Records one call of the fault lab.
//   node e2e/lab/record.mjs list
//   node e2e/lab/record.mjs CASE CALLER [--callee BROWSER] [--turn udp|tcp] [--seed N] [--codec VP8] [--size 320x240] [--fps 15]
//     [--out DIR] [--name NAME]
// CALLER: a browser; in `net-` and `far-` cases also aiortc or gstreamer, with --callee.
// --turn: the callee is reached through a TURN server (the same cases).
// Writes DIR/NAME.jsonl.gz and DIR/NAME.truth.json. Exit status: 0 good; 1 no recording; 2 recorded, with the problems printed;
// 3 the host stalled, record again.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

import { cases } from './cases/index.mjs';
import { fars } from './run/agent.mjs';
import { browsers } from './run/browsers.mjs';
import { makeCall } from './run/call.mjs';
import { check } from './run/check.mjs';
import { planOf } from './run/plan.mjs';
import { truthOf } from './run/truth.mjs';

function readCommand() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      callee: { type: 'string' }, turn: { type: 'string' }, seed: { type: 'string', default: '1' },
      codec: { type: 'string', default: 'VP8' }, size: { type: 'string' }, fps: { type: 'string', default: '15' },
      out: { type: 'string', default: 'out' }, name: { type: 'string' },
    },
  });
  const [caseName, caller] = positionals;
  if (caseName === 'list') return { list: true };
  if (!cases[caseName]) throw new Error(`there is no case "${caseName ?? ''}"; "record.mjs list" prints them`);
  const browser = { caller, callee: values.callee ?? caller };
  const spec = cases[caseName];
  mustBeOneOf(browser.callee, browsers, '--callee');
  mustBeOneOf(caller, spec.lab === 'net' ? [...browsers, ...fars] : browsers, 'CALLER');
  mustBeOneOf(values.turn, spec.lab === 'net' ? [undefined, 'udp', 'tcp'] : [undefined], '--turn');
  const [width, height] = (values.size ?? (spec.lab === 'sfu' ? '960x540' : '320x240')).split('x').map(Number);
  const seed = Number(values.seed);
  const name = values.name ?? [caseName, caller, ...(values.callee ? [values.callee] : []), seed].join('-');
  return {
    caseName, spec, browser, name, out: values.out,
    options: { seed, codec: values.codec, width, height, fps: Number(values.fps), turn: values.turn },
  };
}

function mustBeOneOf(value, allowed, what) {
  if (!allowed.includes(value)) throw new Error(
    `${what} is "${value ?? ''}", but in this case may only be ${allowed.map((name) => name ?? 'absent').join(', ')}`,
  );
}

async function record({ caseName, spec, browser, name, out, options }) {
  const plan = planOf(spec, options);
  const seen = await makeCall({ lab: spec.lab, browser, seed: options.seed, plan });
  const browserName = browser.caller === browser.callee ? browser.caller : `${browser.caller}-${browser.callee}`;
  const { versions, network } = seen;
  const head = { name, case: caseName, browser: browserName, ...options, about: spec.about, versions, ...(network && { network }) };
  const truth = truthOf(head, seen);
  mkdirSync(out, { recursive: true });
  writeFileSync(`${out}/${name}.jsonl.gz`, gzipSync(seen.lines.map((line) => JSON.stringify(line)).join('\n') + '\n', { level: 9 }));
  writeFileSync(`${out}/${name}.truth.json`, JSON.stringify(truth, null, 1) + '\n');
  return { truth, ...check(truth, seen.lines) };
}

function print({ truth, notes, problems }) {
  const at = (t) => ((t - truth.t0) / 1000).toFixed(1);
  console.log(`${truth.name}: ${at(truth.tEnd)} s, frames ${JSON.stringify(truth.frames)}`);
  for (const { cls, pc, start, end } of truth.faults) console.log(`  ${cls} ${pc} ${at(start)}..${at(end)}`);
  for (const note of notes) console.log(`  gap: ${note}`);
  for (const problem of problems) console.log(`  PROBLEM: ${problem}`);
}

try {
  const command = readCommand();
  if (command.list) {
    for (const [name, { about }] of Object.entries(cases)) console.log(`${name.padEnd(22)} ${about}`);
  } else {
    const result = await record(command);
    print(result);
    process.exitCode = result.spoiled ? 3 : result.problems.length ? 2 : 0;
  }
} catch (error) {
  console.error(`record: ${error.message}`);
  process.exitCode = 1;
}
