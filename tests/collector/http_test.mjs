import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kIngest, makeBatch, startCollector } from './harness.mjs';

test('methods and paths mean what HTTP says', async (t) => {
  const { origin } = await startCollector(t);
  const cases = [
    ['GET', kIngest, 405, 'POST, OPTIONS'], ['PUT', kIngest, 405, 'POST, OPTIONS'], ['POST', '/v1/sessions', 405, 'GET, HEAD'], ['DELETE', '/', 405, 'GET, HEAD'],
    ['GET', '/nothing', 404, null], ['POST', '/v1/telemetry', 404, null], ['GET', '/../package.json', 404, null], ['GET', '/%2e%2e/server.mjs', 404, null],
    ['GET', '/v1/sessions/none', 404, null], ['GET', '/v1/sessions/%zz', 400, null], ['GET', '/v1/sessions?limit=0', 400, null], ['GET', '/v1/sessions?limit=x', 400, null],
    ['GET', '/v1/sessions', 200, null], ['HEAD', '/v1/sessions', 200, null], ['GET', '/v1/alerts', 200, null], ['GET', '/healthz', 200, null], ['HEAD', '/', 200, null],
  ];
  for (const [method, path, status, allow] of cases) {
    const response = await fetch(origin + path, { method });
    assert.equal(response.status, status, `${method} ${path}`);
    assert.equal(response.headers.get('allow'), allow, `${method} ${path}`);
    if (status >= 400 && method !== 'HEAD') assert.ok((await response.json()).why.length > 0);
    else await response.body?.cancel();
  }
});

test('other content types and encodings are refused by name', async (t) => {
  const { post } = await startCollector(t);
  for (const headers of [{ 'content-type': 'image/png' }, { 'content-type': 'text/plain', 'content-encoding': 'br' }]) {
    const response = await post(JSON.stringify(makeBatch()), headers);
    assert.equal(response.status, 415);
    assert.match((await response.json()).why, /image\/png|br/);
  }
});

test('a preflight names the origin and allows credentials: without both a JSON beacon is lost in silence', async (t) => {
  const { origin } = await startCollector(t);
  const page = 'https://app.example';
  const response = await fetch(origin + kIngest, { method: 'OPTIONS', headers: { origin: page, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
  assert.equal(response.status, 204);
  assert.equal(response.headers.get('access-control-allow-origin'), page);
  assert.equal(response.headers.get('access-control-allow-credentials'), 'true');
  assert.match(response.headers.get('access-control-allow-headers'), /content-type/i);
  assert.match(response.headers.get('access-control-allow-methods'), /POST/);
  assert.match(response.headers.get('vary'), /origin/i);
});

test('an answer to another origin can be read by it, good or bad; what is stored cannot', async (t) => {
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
