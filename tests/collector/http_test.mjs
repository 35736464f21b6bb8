import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { eventually, kIngest, makeBatch, query, startCollector } from './harness.mjs';

test('answers each method and path with the right status and Allow header', async (t) => {
  const { origin } = await startCollector(t);
  const cases = [
    ['GET', kIngest, 405, 'POST, OPTIONS'], ['PUT', kIngest, 405, 'POST, OPTIONS'], ['POST', '/v1/sessions', 405, 'GET, HEAD'],
    ['DELETE', '/', 405, 'GET, HEAD'],
    ['GET', '/nothing', 404, null], ['POST', '/v1/telemetry', 404, null], ['GET', '/../package.json', 404, null],
    ['GET', '/%2e%2e/server.mjs', 404, null],
    ['GET', '/v1/sessions/none', 404, null], ['GET', '/v1/sessions/%zz', 400, null], ['GET', '/v1/sessions?limit=0', 400, null],
    ['GET', '/v1/sessions?limit=x', 400, null],
    ['GET', '/v1/sessions', 200, null], ['HEAD', '/v1/sessions', 200, null], ['GET', '/v1/alerts', 200, null],
    ['GET', '/healthz', 200, null], ['HEAD', '/', 200, null],
  ];
  for (const [method, path, status, allow] of cases) {
    const response = await fetch(origin + path, { method });
    assert.equal(response.status, status, `${method} ${path}`);
    assert.equal(response.headers.get('allow'), allow, `${method} ${path}`);
    if (status >= 400 && method !== 'HEAD') assert.ok((await response.json()).why.length > 0);
    else await response.body?.cancel();
  }
});

test('rejects a misspelled filter, which would find everything', async (t) => {
  const { get } = await startCollector(t);
  assert.deepEqual(await get('/v1/sessions?roomId=board-meeting'), {
    status: 'rejected', path: 'roomId', why: 'is not known here: use limit, room_id, user_id, platform, region',
  });
  assert.deepEqual(await get('/v1/alerts?room_id=board-meeting'), {
    status: 'rejected', path: 'room_id', why: 'is not known here: use limit',
  });
  assert.deepEqual(await get('/v1/sessions/board-meeting?member=rtt'), {
    status: 'rejected', path: 'member', why: 'is not known here: use id, members, from, to, points',
  });
});

test("keeps an agent's connection open until its next batch", async (t) => {
  const { post } = await startCollector(t);
  const { headers } = await post(JSON.stringify(makeBatch()));
  assert.equal(headers.get('keep-alive'), 'timeout=15');
});

test('rejects other content types and encodings, naming them', async (t) => {
  const { post } = await startCollector(t);
  for (const [headers, why] of [
    [{ 'content-type': 'image/png' }, /image\/png/], [{ 'content-type': 'text/plain', 'content-encoding': 'br' }, /\bbr\b/],
  ]) {
    const response = await post(JSON.stringify(makeBatch()), headers);
    assert.equal(response.status, 415);
    assert.match((await response.json()).why, why);
  }
});

test('answers a preflight with the origin and allowed credentials', async (t) => {
  const { origin } = await startCollector(t);
  const page = 'https://app.example';
  const headers = { origin: page, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
  const response = await fetch(origin + kIngest, { method: 'OPTIONS', headers });
  assert.equal(response.status, 204);
  assert.equal(response.headers.get('access-control-allow-origin'), page);
  assert.equal(response.headers.get('access-control-allow-credentials'), 'true');
  assert.match(response.headers.get('access-control-allow-headers'), /content-type/i);
  assert.match(response.headers.get('access-control-allow-methods'), /POST/);
  assert.match(response.headers.get('vary'), /origin/i);
});

test('lets other origins read ingest answers but not stored data', async (t) => {
  const { post, origin } = await startCollector(t);
  const page = 'https://app.example';
  for (const body of [JSON.stringify(makeBatch()), 'nonsense']) {
    const response = await post(body, { origin: page });
    assert.equal(response.headers.get('access-control-allow-origin'), page);
    assert.match(response.headers.get('access-control-expose-headers'), /retry-after/i);
  }
  for (const path of ['/v1/sessions', '/v1/sessions/session-1', '/v1/alerts']) {
    const response = await fetch(origin + path, { headers: { origin: page } });
    assert.equal(response.headers.get('access-control-allow-origin'), null);
    await response.body.cancel();
  }
});

test('answers requests on open connections while closing, with connection: close', async (t) => {
  const { origin, collector, dbPath } = await startCollector(t);
  const request = (seq, headers = '') => {
    const body = JSON.stringify(makeBatch({ seq, start: 1_800_000_000_000 + seq * 4000 }));
    return { head: `POST ${kIngest} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n${headers}\r\n`, body };
  };
  const socket = connect(new URL(origin).port, '127.0.0.1');
  let answers = '';
  socket.on('data', (data) => { answers += data; });
  const [first, second] = [request(0, 'Expect: 100-continue\r\n'), request(1)];
  socket.write(first.head);
  await eventually(() => answers.includes('100 Continue'));
  const closed = collector.close();
  socket.write(first.body + second.head + second.body);
  await once(socket, 'end');
  await closed;
  assert.deepEqual(answers.match(/HTTP\/1.1 \d+/g), ['HTTP/1.1 100', 'HTTP/1.1 202', 'HTTP/1.1 202']);
  assert.match(answers.slice(answers.lastIndexOf('HTTP/1.1')), /^connection: close\r$/im);
  assert.equal((await query(dbPath, 'SELECT 1 FROM batch')).length, 2);
});

/** A request that addresses the collector as `host`. Resolves to { status, why }. */
const askAs = (origin, host, path = '/v1/sessions', method = 'GET', body = undefined) => new Promise((resolve, reject) => {
  const sent = request(origin + path, { method, headers: { host, 'content-type': 'text/plain' } }, async (response) => {
    let text = '';
    for await (const chunk of response) text += chunk;
    resolve({ status: response.statusCode, why: response.headers['content-type'] === 'application/json' ? JSON.parse(text).why : null });
  });
  sent.on('error', reject).end(body);
});

test('serves stored data on a loopback address to loopback host names only, and takes batches under any', async (t) => {
  const { origin } = await startCollector(t);
  for (const host of ['localhost', 'LOCALHOST:8080', '127.0.0.1', '127.0.0.1:1', '[::1]', '[::1]:8080']) {
    assert.equal((await askAs(origin, host)).status, 200, host);
  }
  for (const host of ['evil.example', 'evil.example:8080', 'localhost.evil.example', '127.0.0.1.evil.example']) {
    for (const path of ['/v1/sessions', '/v1/sessions/session-1', '/v1/alerts', '/']) {
      const { status, why } = await askAs(origin, host, path);
      assert.equal(status, 421, `${host} ${path}`);
      assert.match(why, /evil\.example is not a name of this collector.*localhost or 127\.0\.0\.1 or \[::1\].*--host/);
    }
    assert.equal((await askAs(origin, host, '/healthz')).status, 200);
    assert.equal((await askAs(origin, host, kIngest, 'POST', JSON.stringify(makeBatch()))).status, 202);
  }
});

test('serves stored data under any host name on other addresses', async (t) => {
  const { origin } = await startCollector(t, { host: '0.0.0.0' });
  assert.equal((await askAs(origin, 'calls.example')).status, 200);
});

test('drops a client that stops reading a large response', async (t) => {
  const { origin, collector } = await startCollector(t);
  collector.oneSession.read = async () => ({ text: 'x'.repeat(50e6), tag: '"x"' });
  const { setTimeout: original } = ServerResponse.prototype;
  const timeouts = [];
  t.mock.method(ServerResponse.prototype, 'setTimeout', function soon(ms) { timeouts.push(ms); return original.call(this, 20); });
  const aborted = t.mock.method(AbortController.prototype, 'abort');
  const socket = connect(new URL(origin).port, '127.0.0.1').on('error', () => {}).pause();
  socket.write('GET /v1/sessions/session-1 HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await eventually(() => aborted.mock.callCount() === 1);
  assert.ok(timeouts[0] >= 1000 && timeouts[0] <= 60_000, `${timeouts[0]} ms`);
  socket.destroy();
});
