// The page's output, checked by third-party software: a strict FastAPI model for every points body, and a JSON Schema validator for every
// body. Part of `npm run test:long`; needs Debian's python3-fastapi, uvicorn and python3-jsonschema.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { loadNodeCore } from '../../js/node_core.mjs';
import { recordedCall } from '../cli/recorded_call.mjs';
import { CoreSession } from '../oracle/core_session.mjs';

const kPython = '/usr/bin/python3';  // Debian's own: it sees Debian's packages
const skip = process.env.RTC_VITALS_LONG ? false : 'runs in npm run test:long';
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const audio = (second) => ({
  id: 'IT01A1', type: 'inbound-rtp', kind: 'audio', timestamp: 1_800_000_000_000 + second * 1000, ssrc: 1002, mid: '1',
  bytesReceived: second * 4000,
  packetsReceived: second * 50, packetsLost: 0, jitter: 0.002, totalSamplesReceived: second * 48000, concealedSamples: second * 10,
});

// The bodies that a session of the core makes from a recorded call.
function bodies(core, format) {
  const session = new CoreSession(core);
  session.session.setFormat(format);
  recordedCall().map((line) => JSON.parse(line)).forEach((poll, second) => session.poll({
    ...poll, report: [...poll.report, audio(second)],
  }));
  const texts = [...session.batches, ...session.finish()];
  session.delete();
  return texts;
}

async function startServer() {
  const server = spawn(kPython, [here('points_server.py')], { stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => server.kill());
  const ended = once(server, 'exit').then(() => assert.fail('the server did not start: is python3-fastapi there?'));
  const [port] = await Promise.race([once(createInterface({ input: server.stdout }), 'line'), ended]);
  ended.catch(() => {});
  return (body) => fetch(`http://127.0.0.1:${port}/v1/telemetry/ingest`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body,
  });
}

test('a strict FastAPI model accepts every points body', { skip }, async () => {
  const texts = bodies(await loadNodeCore(), 'points');
  const post = await startServer();
  const points = texts.flatMap((text) => JSON.parse(text).metrics);
  assert.ok(points.length >= 25, `${points.length} points`);
  const isFrozen = points.filter(({ video }) => video).map(({ video }) => video.isFrozen);
  assert.ok(isFrozen.some(Boolean) && !isFrozen.every(Boolean) && points.some(({ audio: sound }) => sound));
  for (const text of texts) {
    const response = await post(text);
    assert.equal(response.status, 202, `${await response.clone().text()} for ${text}`);
    assert.deepEqual(await response.json(), { status: 'accepted', processed: JSON.parse(text).metrics.length });
  }
  assert.equal((await post(texts[0].replace('"rtt"', '"trr"'))).status, 422, 'the model is strict');
});

test('a JSON Schema validator accepts every batch and points body', { skip }, async () => {
  const core = await loadNodeCore();
  for (const [schema, format] of [[core.batchJsonSchema(), 'rtc-vitals/1'], [core.pointsJsonSchema(), 'points']]) {
    const texts = bodies(core, format);
    assert.ok(texts.length > 3);
    const check = (all) => spawnSync(kPython, [here('schema_check.py')], {
      input: JSON.stringify({ schema, texts: all }), encoding: 'utf8',
    });
    assert.deepEqual([check(texts).stdout, check(texts).status], ['', 0]);
    assert.notEqual(check(['{}']).stdout, '', 'the schema is strict');
  }
});
