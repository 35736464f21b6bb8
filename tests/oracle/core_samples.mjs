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

// The samples of a call, `sent`, and those that are read back from the batches that a page would have sent, `read`.
export function samplesThroughBatches(polls) {
  const session = new CoreSession(core);
  const sent = polls.flatMap((poll) => flatten(poll, session.poll(poll)));
  const stored = new core.StoredEpoch('', -Infinity, Infinity, 0);
  for (const text of [...session.batches, ...session.finish()]) {
    const why = stored.addBatch(text);
    if (why !== '') throw new Error(why);
  }
  session.delete();
  const streams = Array.from({ length: stored.streamCount() }, (_, i) => JSON.parse(stored.stream(i, 0, 0)));
  stored.delete();
  return { sent, read: streams.flatMap(rowsOf) };
}

function rowsOf({ t, columns, ...stream }) {
  const membersOf = (row) => Object.fromEntries(Object.entries(columns).map(([member, values]) => [member, values[row]]));
  return t.map((time, row) => ({ ...stream, t: time, ...membersOf(row) }));
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
