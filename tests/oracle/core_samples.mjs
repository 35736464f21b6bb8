// The core's samples of a recorded call, obtained in three ways: a session fed as the page feeds it, the reader of recorded calls, and
// natively.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { loadNodeCore } from '../../js/node_core.mjs';
import { CoreSession } from './core_session.mjs';

const kNative = fileURLToPath(new URL('../../build/native-tests/tests/rtc_vitals_samples', import.meta.url));
const kStreamKinds = ['inboundVideo', 'inboundAudio', 'outboundVideo', 'outboundAudio', 'dataChannel'];

const core = await loadNodeCore();

export function coreSamples(polls) {
  const session = new CoreSession(core);
  const samples = polls.flatMap((poll) => flatten(poll, session.poll(poll)));
  session.delete();
  return samples;
}

// The batches that a page would have sent for the call, and the samples they were made of.
export function coreBatches(polls) {
  const session = new CoreSession(core);
  const samples = polls.flatMap((poll) => flatten(poll, session.poll(poll)));
  const batches = [...session.batches, ...session.finish()];
  session.delete();
  return { samples, batches: batches.map((text) => JSON.parse(core.decodeBatch(text))) };
}

// As `rtc-vitals analyze FILE --samples` prints them: line by line through the reader of recorded calls.
export function readSamples(polls) {
  const reader = new core.CallReader();
  let text = '';
  for (const poll of polls) {
    const why = reader.read(JSON.stringify(poll));
    if (why !== '') throw new Error(why);
    text += reader.samples();
  }
  reader.delete();
  return linesOf(text);
}

// The same, by the native build.
export function nativeSamples(polls) {
  const input = polls.map((poll) => `${JSON.stringify(poll)}\n`).join('');
  return linesOf(execFileSync(kNative, { input, encoding: 'utf8', maxBuffer: 1 << 28 }));
}

function linesOf(text) {
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

function flatten(poll, sample) {
  const streams = kStreamKinds.flatMap((kind) => (sample[kind] ?? []).map((values) => ({ kind, ...values })));
  return [{ kind: 'connection', ...sample.values }, ...streams].map((values) => ({ t: poll.t, connection: poll.pc, ...values }));
}
