// What a long and large session costs the collector: `node tests/bench/long_session.mjs [--hours 8] [--streams 50] [--db FILE]`. A
// collector in a separate process serves the session while it ingests batches of others. For each answer, prints the time and CPU time that
// it took, its size, the slowest batch meanwhile, and the process's peak memory. Then the same for what the page requests repeatedly: the
// session after each new batch of it, and the list of sessions. `--root` names another checkout of this project, for comparison.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const kPollMs = 2000;
const kPollsPerBatch = 5;
const kSessionId = 'long';
const kStart = 1_800_000_000_000;
const kIngestEveryMs = 50;
const kRefreshes = 3;
const kMembers = 'members=framesDecodedPerSecond,bitrate,packetLoss,rtt';
const kUrls = ['', `?${kMembers}`, `?${kMembers}&points=2400`].map((query) => `/v1/sessions/${kSessionId}${query}`);

// Pseudo-random numbers in [0, 1) that are the same in every run.
const noise = (...seeds) => {
  const x = Math.sin(seeds.reduce((sum, seed, i) => sum + seed * (12.9898 + 65.1239 * i), 1)) * 43758.5453;
  return x - Math.floor(x);
};

// Each video is frozen for four polls once in twenty minutes, not all at the same time.
const kCycle = 600;
const isFrozen = (stream, poll) => (poll + stream * 37) % kCycle >= kCycle - 4;

function eventsOf(videos, polls, t) {
  const event = (stream, poll, phase, durationMs) => ({
    t: t[poll] - 500, type: 'freeze', phase, connection: 0, stream: `IT${stream}`, durationMs, precision: 'exact',
    cause: 'packet-loss', confidence: 'high', evidence: { bitrate: 400_000, packetLoss: 0.2 },
  });
  return polls.flatMap((poll, i) => Array.from({ length: videos }, (_, stream) => stream).flatMap((stream) => {
    const [before, now] = [poll > 0 && isFrozen(stream, poll - 1), isFrozen(stream, poll)];
    return before === now ? [] : [event(stream, i, now ? 'start' : 'end', now ? 1500 : 8000)];
  }));
}

export function makeLargeBatch({ seq, streams, sessionId = kSessionId, start = kStart }) {
  const [videos, audios] = [Math.ceil((streams - 1) / 2), Math.floor((streams - 1) / 2)];
  const polls = Array.from({ length: kPollsPerBatch }, (_, i) => seq * kPollsPerBatch + i);
  const t = polls.map((poll) => start + poll * kPollMs);
  const columns = (count, value) => Array.from({ length: count }, (_, stream) => polls.map((poll) => value(stream, poll)));
  const numbers = (count, member, base, decimals) => columns(
    count,
    (stream, poll) => +(base * (0.8 + 0.4 * noise(member, stream, poll))).toFixed(decimals),
  );
  const live = (value) => columns(videos, (stream, poll) => (isFrozen(stream, poll) ? 0 : value));
  return {
    schema: 'rtc-vitals/1', sessionId, epoch: 7, seq, sentAt: t.at(-1) + 10, lost: { samples: 0, batches: 0 },
    tags: { room_id: 'hall', user_id: 'u1', platform: 'chrome_156' },
    connections: [{ id: 'c1', t }],
    connection: {
      connectionState: 'connected', iceConnectionState: 'connected', dtlsState: 'connected', rtt: numbers(1, 1, 45, 1),
      rttSource: 'candidate-pair',
      receiveBitrate: numbers(1, 2, 2e7, 0), quality: 'good',
    },
    inboundVideo: {
      streams: Array.from({ length: videos }, (_, i) => ({
        id: `IT${i}`, connection: 0, ssrc: 1000 + i, mid: String(i), codec: 'video/VP8',
        label: { participant: `Person ${i}`, source: 'camera' },
      })),
      bitrate: numbers(videos, 3, 8e5, 0), packetLoss: numbers(videos, 4, 0.01, 4), residualPacketLoss: 0, jitter: numbers(videos, 5, 5, 1),
      framesDecodablePerSecond: live(25), framesDecodedPerSecond: live(25), framesDecodedDelta: live(50), framesDroppedPerSecond: 0,
      keyFramesDecodedDelta: 0, frameAgeMs: numbers(videos, 6, 30, 1), frozenMs: columns(videos, (s, p) => (isFrozen(s, p) ? 2000 : 0)),
      isFrozen: columns(videos, isFrozen), nackPerSecond: numbers(videos, 7, 1, 2), pliPerSecond: 0,
      jitterBufferDelayMs: numbers(videos, 8, 60, 1), decodeTimeMs: numbers(videos, 9, 4, 1), frameWidth: 640, frameHeight: 360,
      qp: numbers(videos, 10, 30, 1), score: numbers(videos, 11, 3.5, 2), quality: 'good',
    },
    inboundAudio: {
      streams: Array.from({ length: audios }, (_, i) => ({
        id: `IA${i}`, connection: 0, ssrc: 5000 + i, mid: String(100 + i), codec: 'audio/opus',
      })),
      bitrate: numbers(audios, 12, 32000, 0), packetLoss: numbers(audios, 13, 0.01, 4), jitter: numbers(audios, 14, 4, 1),
      audibleConcealmentRatio: 0,
      jitterBufferDelayMs: numbers(audios, 15, 50, 1), audioLevel: numbers(audios, 16, 0.1, 2), mos: numbers(audios, 17, 3.5, 2),
      quality: 'good',
    },
    events: eventsOf(videos, polls, t), flush: 'full',
  };
}

const batchesIn = (hours) => Math.ceil((hours * 3_600_000) / kPollMs / kPollsPerBatch);

async function fill(path, { hours, streams, root }) {
  const load = (name) => import(pathToFileURL(join(root, name)));
  const [{ prepareSchema }, { openSqlite }, { Store }] = await Promise.all(
    ['schema', 'sqlite', 'store'].map((name) => load(`js/collector/${name}.mjs`)),
  );
  const { loadNodeCore } = await load('js/node_core.mjs');
  const [db, core] = [await openSqlite(path), await loadNodeCore()];
  prepareSchema(db);
  db.exec('PRAGMA synchronous = OFF');
  const store = new Store(db);
  const batches = batchesIn(hours);
  for (let seq = 0; seq < batches;) {
    store.transaction(() => {
      for (const end = Math.min(seq + 100, batches); seq < end; seq++) {
        const body = Buffer.from(JSON.stringify(makeLargeBatch({ seq, streams })));
        const decoded = JSON.parse(core.decodeBatch(body.toString()));
        if (!decoded.ok) throw new Error(`${decoded.path}: ${decoded.why}`);
        store.add({ decoded, body, receivedAt: decoded.sentAt });
      }
    });
  }
  db.close();
}

const kTicksPerSecond = 100;  // of /proc/PID/stat, where CPU time is fields 14 and 15 (proc(5))

async function start(path, root) {
  const child = spawn(process.execPath, [join(root, 'js/cli/main.mjs'), 'collect', '--port', '0', '--db', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = await new Promise((resolve) => { child.stdout.once('data', (data) => resolve(String(data))); });
  const memory = async (what) => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
    return Math.round(Number(status.match(new RegExp(`${what}:\\s+(\\d+)`))[1]) / 1024);
  };
  const cpuSeconds = async () => {
    const fields = (await readFile(`/proc/${child.pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / kTicksPerSecond;
  };
  return { child, memory, cpuSeconds, origin: output.match(/http:\/\/[\d.:]+/)[0] };
}

// Sends batches until stopped. Stopping resolves to the time that the slowest took, in ms.
function keepSending(origin) {
  let [running, slowest, seq] = [true, 0, 0];
  const end = (async () => {
    while (running) {
      const start = performance.now();
      const batch = makeLargeBatch({ seq: seq++, streams: 3, sessionId: `small ${origin} ${start}`, start: Date.now() });
      const answer = await fetch(`${origin}/v1/telemetry/ingest`, { method: 'POST', body: JSON.stringify(batch) });
      if (answer.status !== 202) throw new Error(await answer.text());
      slowest = Math.max(slowest, performance.now() - start);
      await new Promise((resolve) => { setTimeout(resolve, kIngestEveryMs); });
    }
  })();
  return async () => {
    running = false;
    await end;
    return slowest;
  };
}

// Fetches `url`. Resolves to a text with the time and CPU time that it took, and its size.
async function timed({ cpuSeconds, origin }, url) {
  const cpuBefore = await cpuSeconds();
  const begin = performance.now();
  const response = await fetch(origin + url);
  const first = performance.now() - begin;
  let bytes = 0;
  for await (const chunk of response.body) bytes += chunk.length;
  const whole = performance.now() - begin;
  const cpu = await cpuSeconds() - cpuBefore;
  return [
    response.status, `${(whole / 1000).toFixed(2)} s (first byte ${(first / 1000).toFixed(2)} s)`, `CPU ${cpu.toFixed(2)} s`,
    `${(bytes / 1e6).toFixed(2)} MB`,
  ].join(', ');
}

async function measure({ path, url, root }) {
  const collector = await start(path, root);
  const { child, memory, origin } = collector;
  const before = await memory('VmRSS');
  const stop = keepSending(origin);
  const answer = await timed(collector, url);
  const slowest = await stop();
  console.log(`${url}: ${answer}, slowest batch ${slowest.toFixed(0)} ms, memory ${before} MB, peak ${await memory('VmHWM')} MB`);
  child.kill();
  await new Promise((resolve) => { child.once('exit', resolve); });
}

async function measureRefreshes({ path, root, hours, streams }) {
  const collector = await start(path, root);
  const { child, memory, origin } = collector;
  for (let i = 0; i <= kRefreshes; i++) {
    console.log(`${i ? 'after a new batch' : 'live session'}: ${await timed(collector, kUrls.at(-1))}`);
    console.log(`list: ${await timed(collector, '/v1/sessions')}, memory ${await memory('VmRSS')} MB`);
    const body = JSON.stringify(makeLargeBatch({ seq: batchesIn(hours) + i, streams }));
    const sent = await fetch(`${origin}/v1/telemetry/ingest`, { method: 'POST', body });
    if (sent.status !== 202) throw new Error(await sent.text());
  }
  child.kill();
  await new Promise((resolve) => { child.once('exit', resolve); });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { values } = parseArgs({
    options: {
      hours: { type: 'string', default: '8' }, streams: { type: 'string', default: '50' }, db: { type: 'string' },
      root: { type: 'string', default: new URL('../..', import.meta.url).pathname },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'rtc-vitals-'));
  const path = values.db ?? join(folder, 'calls.sqlite');
  const session = { path, root: values.root, hours: Number(values.hours), streams: Number(values.streams) };
  if (!existsSync(path)) await fill(path, session);
  for (const url of kUrls) await measure({ ...session, url });
  await measureRefreshes(session);
  await rm(folder, { recursive: true });
}
