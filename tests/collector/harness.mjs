// A real collector with a real database for one test, and batches to send to it.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Collector } from '../../js/collector/server.mjs';
import { openSqlite } from '../../js/collector/sqlite.mjs';
import { loadNodeCore } from '../../js/node_core.mjs';

export const kIngest = '/v1/telemetry/ingest';
export const kPollMs = 2000;

// One core for all tests of a file. Each collector has its own alert books.
const core = loadNodeCore();

/** A folder that is removed after the test `t`. */
export async function temporaryFolder(t) {
  const folder = await mkdtemp(join(tmpdir(), 'rtc-vitals-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a collector for the test `t` that listens on `host`. `options` as for Collector.open. It logs to `log`. */
export async function startCollector(t, { host, ...options } = {}) {
  const dbPath = options.dbPath ?? join(await temporaryFolder(t), 'calls.sqlite');
  const log = [];
  const elapsed = options.now;  // the test's clock is not adjusted, unless the test also passes `elapsed`
  const collector = await Collector.open({ loadCore: () => core, log: (line) => log.push(line), elapsed, ...options, dbPath });
  const origin = `http://127.0.0.1:${await collector.listen({ port: 0, host })}`;
  let open = true;
  const close = async () => {
    if (open) await collector.close();
    open = false;
  };
  t.after(close);
  return {
    collector, dbPath, log, origin, close,
    get: async (path) => (await fetch(origin + path)).json(),
    post: (body, headers = { 'content-type': 'text/plain' }) => fetch(origin + kIngest, { method: 'POST', body, headers }),
  };
}

/**
 * Starts a receiver of alerts for the test `t`, which answers each message by `answer(response, message)`. `received`: the messages so far,
 * each with the request's `headers` as a hidden member.
 */
export async function startReceiver(t, answer) {
  const received = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const message = Object.defineProperty(JSON.parse(text), 'headers', { value: request.headers });
    received.push(message);
    answer(response, message);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => { server.closeAllConnections(); server.close(); });
  const { port } = server.address();
  return { received, port, url: `http://127.0.0.1:${port}/hook` };
}

/** Rows of a query on the database file, read as another program would. */
export async function query(dbPath, sql, ...parameters) {
  const db = await openSqlite(dbPath, { readOnly: true });
  try {
    return db.prepare(sql).all(...parameters).map((row) => ({ ...row }));
  } finally {
    db.close();
  }
}

/** Calls `check` until it returns a truthy value, and returns that. */
export async function eventually(check, timeoutMs = 5000) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const result = await check();
    if (result) return result;
    if (Date.now() > end) throw new Error('did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const kTags = { room_id: 'room-1', user_id: 'user-1', platform: 'chrome_156', region: 'eu' };

/** A batch of one connection with one inbound video. `frozen`: for each sample, whether its picture is frozen. */
export function makeBatch({
  sessionId = 'session-1', epoch = 1, seq = 0, start = 1_800_000_000_000, frozen = [false, false], sentAt, flush = 'full', events = [],
  tags = kTags,
} = {}) {
  const t = frozen.map((_, i) => start + i * kPollMs);
  return {
    schema: 'rtc-vitals/1', sessionId, epoch, seq, sentAt: sentAt ?? t.at(-1) + 10, tags, lost: { samples: 0, batches: 0 },
    connections: [{ id: 'c1', t }],
    connection: { rtt: [t.map((_, i) => 40 + i)], connectionState: 'connected' },
    inboundVideo: {
      streams: [
        { id: 'IT01V1', connection: 0, ssrc: 1001, mid: '0', codec: 'video/VP8', label: { participant: 'presenter', source: 'camera' } },
      ],
      bitrate: 800000, packetLoss: 0.01, jitter: 4.5, framesDecodedPerSecond: [frozen.map((still) => (still ? 0 : 15))],
      framesDecodedDelta: [frozen.map((still) => (still ? 0 : 30))], isFrozen: [frozen],
    },
    events, flush,
  };
}

export const makePoints = (count = 2, { sessionId = 'session-p', start = Date.UTC(2026, 10, 21, 12) } = {}) => ({
  metrics: Array.from({ length: count }, (_, i) => ({
    sessionId, timestamp: new Date(start + i * kPollMs).toISOString(), rtt: 40.5, availableOutgoingBitrate: 1000000,
    video: { bitrate: 800000, packetLoss: 0.01, jitter: 4.5, framesDecodedPerSecond: 15, isFrozen: false },
    audio: { bitrate: 32000, packetLoss: 0, jitter: 2 },
  })),
});
