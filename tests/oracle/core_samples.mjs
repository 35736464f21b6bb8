// The core's samples of a recorded call, in two ways: through a session in this process, and as `rtc-vitals analyze FILE --samples` prints them.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { loadNodeCore } from '../../js/node-core.mjs';
import { CoreSession } from './core_session.mjs';

const CLI = fileURLToPath(new URL('../../js/cli/main.mjs', import.meta.url));
const STREAM_KINDS = ['inboundVideo', 'inboundAudio', 'outboundVideo', 'outboundAudio', 'dataChannel'];

const core = await loadNodeCore();

export function coreSamples(polls) {
  const session = new CoreSession(core);
  const samples = polls.flatMap((poll) => flatten(poll, session.poll(poll)));
  session.delete();
  return samples;
}

// The batches that a page would have sent of the call, and the samples that went into them.
export function coreBatches(polls) {
  const session = new CoreSession(core);
  const samples = polls.flatMap((poll) => flatten(poll, session.poll(poll)));
  const batches = [...session.batches, ...session.finish()];
  session.delete();
  return { samples, batches: batches.map((text) => JSON.parse(core.decodeBatch(text))) };
}

export function analyzedSamples(file) {
  const text = execFileSync(process.execPath, [CLI, 'analyze', file, '--samples'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

function flatten(poll, sample) {
  const streams = STREAM_KINDS.flatMap((kind) => (sample[kind] ?? []).map(({ id, ...values }) => ({ kind, stream: id, ...values })));
  return [{ kind: 'connection', ...sample.values }, ...streams].map((values) => ({ t: poll.t, connection: poll.pc, ...values }));
}
