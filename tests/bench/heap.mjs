#!/usr/bin/env node
// `npm run bench`, part 3: the page's module over 50,000 polls while streams come and go. Its memory must not grow.
import { readFile } from 'node:fs/promises';

import { createRowEncoder } from '../../js/browser/row_encoder.js';
import createModule from '../../wasm/module.js';

const kPolls = 50_000;
const kStreams = 10;
const kLifetime = 50; // polls until a stream is replaced
const kPollMs = 2000;
const kBatchDue = 4;
const kIdsReleased = 8;

const core = await createModule({ wasmBinary: await readFile(new URL('../../build/wasm/browser.wasm', import.meta.url)) });
const session = new core.Session(1);
const encoder = createRowEncoder(core, session);
const handle = session.openConnection('c1');

// The report of poll `n`. Each stream has its own id and is replaced at the end of its lifetime.
function reportOf(n) {
  const timestamp = 1_700_000_000_000 + n * kPollMs;
  const transport = {
    type: 'transport', id: 'T', timestamp, bytesReceived: n * 1e5, bytesSent: n * 1e5, dtlsState: 'connected', selectedCandidatePairId: 'P',
  };
  const pair = {
    type: 'candidate-pair', id: 'P', timestamp, state: 'succeeded', nominated: true, currentRoundTripTime: 0.05, totalRoundTripTime: n,
    responsesReceived: n,
  };
  const inbound = Array.from({ length: kStreams }, (_, index) => {
    const generation = Math.floor((n + index * 5) / kLifetime);
    const id = `IT${index}-${generation}`;
    return {
      type: 'inbound-rtp', id, timestamp, kind: 'video', ssrc: 1000 * index + generation, mid: String(index),
      trackIdentifier: `track-${id}`,
      transportId: 'T', bytesReceived: n * 1e4, packetsReceived: n * 10, packetsLost: 0, jitter: 0.01,
      framesDecoded: n * 30, framesReceived: n * 30, framesPerSecond: 30,
    };
  });
  return [transport, pair, ...inbound];
}

const megabytes = () => (core.HEAPF64.byteLength / 1e6).toFixed(2);
const facts = (n) => ({
  t: 1_700_000_000_000 + n * kPollMs, perf: n * kPollMs, getStatsMs: 1, conn: 'connected', ice: 'connected', visible: true,
});
for (let n = 1; n <= kPolls; n++) {
  const flags = session.poll(handle, encoder.encode(facts(n), reportOf(n)));
  if (flags & kBatchDue) while (session.nextBatch('full') !== '');
  session.takeEventsJson();
  if (flags & kIdsReleased) encoder.release(session.takeReleasedIds());
  if (n % (kPolls / 5) === 0) console.log(`${String(n).padStart(6)} polls: wasm memory ${megabytes()} MB, ${encoder.texts} interned texts`);
}
