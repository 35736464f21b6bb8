// Whatever is sent, the answer names the error, the collector keeps running and the database stays intact.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

import { handleIngest } from '../../js/collector/ingest.mjs';
import { kIngest, makeBatch, makePoints, query, startCollector } from './harness.mjs';

const good = JSON.stringify(makeBatch());
const changed = (change) => {
  const batch = makeBatch();
  change(batch);
  return JSON.stringify(batch);
};
const nested = (open, close) => `${open.repeat(10_000)}${close.repeat(10_000)}`;

const kFaults = [
  { what: 'empty', body: '', why: /empty/ },
  { what: 'only spaces', body: '   ' },
  { what: 'not JSON', body: 'hello' },
  { what: 'truncated', body: good.slice(0, -20) },
  { what: 'truncated in the middle of a number', body: good.slice(0, good.indexOf('"sentAt"') + 12) },
  { what: 'trailing data', body: `${good}{}` },
  { what: 'an array', body: '[]' },
  { what: 'null', body: 'null' },
  { what: 'a number', body: '17' },
  { what: 'an empty object', body: '{}' },
  { what: 'binary', body: Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 167 + 91) & 0xff)), why: /UTF-8/ },
  { what: 'zero bytes', body: Buffer.alloc(1000) },
  {
    what: 'not UTF-8 inside a string',
    body: Buffer.concat([Buffer.from('{"schema":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    why: /UTF-8/,
  },
  { what: 'nested 10,000 arrays deep', body: nested('[', ']') },
  { what: 'nested 10,000 objects deep', body: nested('{"a":', '}').replace('}', '1}') },
  { what: 'nested 10,000 deep inside a batch', body: good.replace('"events":[]', `"events":${nested('[', ']')}`) },
  { what: 'another schema', body: changed((b) => { b.schema = 'rtc-vitals/99'; }), path: /^schema$/ },
  { what: 'no session', body: changed((b) => { delete b.sessionId; }), path: /sessionId/ },
  { what: 'a session that is a number', body: changed((b) => { b.sessionId = 7; }), path: /^sessionId$/ },
  { what: 'a session name that is too long', body: changed((b) => { b.sessionId = 'x'.repeat(5000); }), path: /^sessionId$/ },
  { what: 'an epoch that is text', body: changed((b) => { b.epoch = '1'; }), path: /^epoch$/ },
  { what: 'a negative sequence number', body: changed((b) => { b.seq = -1; }), path: /^seq$/ },
  { what: 'a time that is text', body: changed((b) => { b.connections[0].t[1] = 'noon'; }), path: /^connections\[0\]\.t\[1\]$/ },
  { what: 'no connection', body: changed((b) => { b.connections = []; }) },
  { what: 'no samples', body: changed((b) => { b.connections[0].t = []; }) },
  {
    what: 'a stream of an unknown connection',
    body: changed((b) => { b.inboundVideo.streams[0].connection = 5; }),
    path: /inboundVideo\.streams\[0\]\.connection/,
  },
  { what: 'a bitrate that is text', body: changed((b) => { b.inboundVideo.bitrate = 'fast'; }), path: /inboundVideo\.bitrate/ },
  { what: 'too few values in a column', body: changed((b) => { b.inboundVideo.isFrozen = [[true]]; }), path: /inboundVideo\.isFrozen/ },
  { what: 'a loss above 1', body: changed((b) => { b.inboundVideo.packetLoss = 3; }), path: /inboundVideo\.packetLoss/ },
  { what: 'a number that is too large for a double', body: good.replace('"bitrate":800000', '"bitrate":1e999') },
  { what: 'empty points', body: '{"metrics":[]}', path: /metrics/ },
  { what: 'points that are not an array', body: '{"metrics":{}}', path: /metrics/ },
  {
    what: 'a point without a session',
    body: JSON.stringify({ metrics: [{ ...makePoints(1).metrics[0], sessionId: undefined }] }),
    path: /sessionId/,
  },
  {
    what: 'a point with an invalid time',
    body: JSON.stringify({ metrics: [{ ...makePoints(1).metrics[0], timestamp: 'yesterday' }] }),
    path: /metrics\[0\]\.timestamp/,
  },
  { what: 'gzip that is cut off', body: gzipSync(good).subarray(0, 60), why: /decompressed/ },
  { what: 'gzip of nothing', body: gzipSync(''), why: /empty/ },
  { what: 'larger than 64 KiB', body: `{"a":"${'x'.repeat(65_536)}"}`, status: 413, why: /65536/ },
  { what: 'larger than a megabyte', body: Buffer.alloc(3_000_000, 0x20), status: 413, why: /65536/ },
  { what: 'gzip that inflates to 100 MB', body: gzipSync(Buffer.alloc(100_000_000)).subarray(0, 65_000), status: 413, why: /65536/ },
];

test('rejects malformed bodies with a reason and stores nothing', async (t) => {
  const { post, dbPath, log } = await startCollector(t);
  for (const { what, body, status = 400, path, why } of kFaults) {
    await t.test(what, async () => {
      const response = await post(body);
      const answer = await response.json();
      assert.equal(response.status, status, JSON.stringify(answer));
      assert.equal(answer.status, 'rejected');
      assert.ok(typeof answer.why === 'string' && answer.why.length > 0 && !answer.why.includes('\n'));
      if (status === 400) assert.ok(typeof answer.path === 'string' && answer.path.length > 0);
      if (path) assert.match(answer.path, path);
      if (why) assert.match(answer.why, why);
    });
  }
  assert.deepEqual(await query(dbPath, 'SELECT count(*) AS n FROM batch'), [{ n: 0 }]);
  assert.equal((await post(good)).status, 202);
  assert.deepEqual(await query(dbPath, 'PRAGMA quick_check'), [{ quick_check: 'ok' }]);
  assert.deepEqual(log, []);
});

test('rejects every truncation of a batch', async (t) => {
  const { post } = await startCollector(t);
  for (let length = 1; length < good.length; length += 7) {
    const response = await post(good.slice(0, length));
    assert.equal(response.status, 400, `cut after ${length} bytes`);
    await response.body.cancel();
  }
});

test('survives a request whose body is cut off', async (t) => {
  const { post, origin, log } = await startCollector(t);
  await new Promise((resolve) => {
    const cut = request(origin + kIngest, { method: 'POST', headers: { 'content-length': good.length, expect: '100-continue' } });
    cut.on('error', resolve);
    cut.on('continue', () => cut.write(good.slice(0, 50), () => cut.destroy(new Error('gone'))));
    cut.flushHeaders();
  });
  assert.equal((await post(good)).status, 202);
  assert.deepEqual(log, []);
});

test('keeps no chunks of a body that arrives byte by byte', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  const chunks = [];
  async function* bytes() {
    for (let i = 0; i < 10_000; i++) {
      const chunk = Buffer.alloc(1, 0x20);
      chunks.push(new WeakRef(chunk));
      yield chunk;
    }
    await new Promise((resolve) => { setImmediate(resolve); });
    collectGarbage();
  }
  const slow = Object.assign(bytes(), { method: 'POST', headers: {} });
  await assert.rejects(handleIngest(slow, null, { core: { decodeBatch: () => '{"ok":false,"why":"only spaces"}' }, now: Date.now }), {
    message: 'only spaces',
  });
  const kept = chunks.filter((chunk) => chunk.deref()).length;
  assert.ok(kept < 100, `${kept} of ${chunks.length} chunks`);
});
