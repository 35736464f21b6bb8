// Wrong options and calls of an app: they are reported, nothing is thrown, and the valid parts take effect.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createAgent, fakeConnection, wait } from './page.mjs';
import { feed, pagePerTest, url } from './page_fixture.mjs';

const here = pagePerTest();

// What an agent with these options reports, as 'code: message', once it runs or is known to be off.
async function errorsOf(options, use = () => {}) {
  const agent = here.make(options);
  const errors = [];
  agent.on('error', ({ code, message }) => errors.push(`${code}: ${message}`));
  await agent.ready;
  use(agent);
  await wait(5);
  return errors;
}

test('reports each wrong option once, without throwing', async () => {
  const errors = [];
  const agent = here.make({ poll: 60, bacth: 2, carryOver: true, parameters: { 'no.such': 1 } });
  agent.on('error', ({ code, message }) => errors.push([code, message]));
  await agent.ready;
  await wait(5);
  assert.deepEqual(errors.map(([code]) => code), ['options', 'options', 'options', 'options']);
  assert.match(errors[0][1], /'poll' must be seconds from 1 to 5, got 60/);
  assert.match(errors[1][1], /unknown option 'bacth'/);
  assert.match(errors[3][1], /'no.such'/);
});

test('warns and measures nothing without a url, with junk options or with nonsensical calls', async () => {
  for (const options of [undefined, null, 7, {}, { url: 5 }]) {
    const agent = createAgent(options);
    agent.add(fakeConnection());
    agent.feed(null, null);
    agent.label();
    assert.equal(await agent.ready, false);
    await agent.stop();
  }
  const agent = here.make({});
  agent.add(null);
  agent.feed({}, 7);
  agent.label({}, null);
  agent.on('nothing', 5)();
  agent.mark('circular', (() => { const a = {}; a.a = a; return a; })());
  await wait(5);
  assert.ok(here.page.warnings.length > 5);
  assert.ok(
    here.page.warnings.some((text) => /createAgent\(\) expects an object of options, got 7/.test(text)),
    here.page.warnings.join('\n'),
  );
});

test('replaces an invalid session id by a random one, and reports it', async () => {
  for (const sessionId of ['', 'two\nlines', 'ü'.repeat(65), 'x'.repeat(129)]) {
    const agent = here.make({ sessionId, batch: 1 });
    const errors = [];
    agent.on('error', ({ message }) => errors.push(message));
    await agent.ready;
    feed(agent, fakeConnection(), 1);
    assert.equal(JSON.parse(here.page.beacons.at(-1).body).sessionId, agent.sessionId);
    assert.match(agent.sessionId, /^[0-9a-f]{32}$/);
    assert.match(errors[0], /'sessionId' must be a string of 1 to 128 bytes/);
  }
  assert.equal(here.make({ sessionId: 'ü'.repeat(64) }).sessionId.length, 64);
});

test('reports tags and thresholds that cannot be converted to text, leaves them out and measures the rest', async () => {
  const nothing = Object.create(null);
  const agent = here.make({
    batch: 1, tags: { room_id: 'r1', user: nothing, long: 'x'.repeat(129) }, parameters: { 'freeze.frozenShare': nothing },
  });
  const errors = [];
  agent.on('error', ({ code, message }) => errors.push(`${code}: ${message}`));
  agent.update({ tags: { 'two\nlines': 1, count: 7 } });
  assert.equal(await agent.ready, true);
  feed(agent, fakeConnection(), 1);
  await wait(5);
  assert.deepEqual(JSON.parse(here.page.beacons[0].body).tags, { platform: 'chrome_156', room_id: 'r1', count: '7' });
  const isReported = (text) => errors.some((line) => line.startsWith(`options: ${text}`));
  assert.ok([
    "tag 'user' is not set", "tag 'long' is not set", "tag 'two\nlines' is not set", "parameter 'freeze.frozenShare' is not set",
  ].every(isReported), errors.join('\n'));
  assert.equal(errors.length, 4);
});

test('reports an invalid token without showing it, and never sends it', async () => {
  for (const token of ['x'.repeat(2049), 'secret\n']) {
    const agent = here.make({ token, batch: 1 });
    const errors = [];
    agent.on('error', ({ message }) => errors.push(message));
    feed(agent, fakeConnection(), 1);
    here.page.setVisible(false);
    here.page.setVisible(true);
    await agent.ready;
    feed(agent, fakeConnection(), 1);
    assert.deepEqual(errors, ["option 'token' must be a string of at most 2,048 bytes without control characters"]);
  }
  assert.deepEqual(here.page.beacons.map(({ body }) => 'token' in JSON.parse(body)), [false, false, false, false]);
});

test('reports calls and options that have no effect', async () => {
  const agent = here.make({ batch: 1, sessionId: 's' });
  const errors = [];
  const listen = (who) => who.on('error', ({ code, message }) => errors.push(`${code}: ${message}`));
  listen(agent);
  await agent.ready;
  agent.update({ room_id: 'r2' });
  agent.update(null);
  agent.mark('big', 1n);
  agent.mark('layout', { text: 'y'.repeat(300) });
  agent.mark('nothing', () => {});
  agent.label({ id: 'stream', getTracks: () => [] }, { participant: 'ann' });
  listen(here.make({ url: undefined, send: () => true, delivery: 'confirmed', carryOver: true, gzip: true }));
  feed(agent, fakeConnection(), 1);
  await wait(5);
  assert.deepEqual(JSON.parse(here.page.beacons[0].body).events.filter(({ type }) => type === 'mark').map(({ name, detail }) => [
    name, detail,
  ]),
    [['big', undefined], ['layout', undefined], ['nothing', undefined]]);
  assert.deepEqual(errors.map((text) => text.slice(0, 30)), [
    'usage: update() expects {tags:', 'usage: mark() dropped the deta', 'usage: mark() dropped the deta',
    'usage: label() expects a Media',
    "options: option 'carryOver' has", "options: option 'gzip' has no e",
  ].map((text) => text.slice(0, 30)));
});

test('reports a url that browsers cannot post to, without its password, and measures nothing', async () => {
  const wrong = [' ', '\t\n', 'http://', 'ftp://x/y', 'javascript:alert(1)', 'data:text/plain,x', new URL('ftp://x/y'), 5, {}];
  const secret = [
    'http://u:hunter2@app.example/x', 'https://hunter2@app.example/', new URL('http://u:hunter2@app.example/x'),
    'http:u:hunter2@app.example', `http://u:${'hunter2'.repeat(20)}@app.example/`, 'http://u:hunter2@',
  ];
  for (const address of [...wrong, ...secret]) {
    const agent = here.make({ url: address });
    const errors = [];
    agent.on('error', ({ code, message }) => errors.push(`${code}: ${message}`));
    assert.equal(await agent.ready, false, String(address));
    assert.match(errors[0], /^options: option 'url' must be an http\(s\) URL without a password, or null to send nothing, got /);
    assert.ok(!errors.join().includes('hunter2'), errors[0]);
  }
  for (const address of [
    '/ingest', 'ingest?room=a@b', '//app.example/@me', 'HTTPS://app.example', ' /ingest ', new URL('http://[::1]:8080/'),
  ]) {
    assert.deepEqual(await errorsOf({ url: address }), [], String(address));
  }
  const sent = [];
  const errors = await errorsOf(
    { url: 'ftp://x/y', batch: 1, send: (body) => sent.push(body) }, (agent) => feed(agent, fakeConnection(), 1),
  );
  assert.deepEqual([errors.length, sent.length], [1, 1], 'send() is used nevertheless');
});

test('shows a wrong value as it was given', async () => {
  const errors = await errorsOf({
    poll: NaN, batch: Infinity, sampleRate: '', toString: 1, hasOwnProperty: 2, tags: new Map([['a', 'b']]), send: 'x',
  });
  assert.deepEqual(errors.map((text) => text.replace(/; options are .*/, '')), [
    "options: option 'send' must be a function (body, meta), got \"x\"", "options: option 'tags' must be an object of strings, got {}",
    "options: option 'poll' must be seconds from 1 to 5, got NaN",
    "options: option 'batch' must be a whole number from 1 to 10, got Infinity",
    "options: option 'sampleRate' must be a number from 0 to 1, got \"\"", "options: unknown option 'toString'",
    "options: unknown option 'hasOwnProperty'",
  ]);
});

test('distinguishes a parameter that is not a number from one that is unknown or out of range', async () => {
  const parameters = { 'quality.rttFairMs': '200', 'quality.jitterFairMs': NaN, 'no.such': 1, 'freeze.frozenShare': null };
  assert.deepEqual(await errorsOf({ parameters }), [
    "options: parameter 'quality.rttFairMs' is not set: \"200\" is not a number",
    "options: parameter 'quality.jitterFairMs' is not set: the name is unknown, or NaN is out of range",
    "options: parameter 'no.such' is not set: the name is unknown, or 1 is out of range",
    "options: parameter 'freeze.frozenShare' is not set: null is not a number",
  ]);
});

test('reports options that points have no place for', async () => {
  const errors = await errorsOf({ format: 'points', token: 'secret', tags: { room_id: 'r1' }, gzip: true });
  assert.deepEqual(
    errors.map((text) => text.slice(0, 60)),
    ['gzip', 'token', 'tags'].map((name) => `options: option '${name}' has no effect with format: 'points': such back ends`.slice(0, 60)),
  );
  assert.deepEqual(await errorsOf({ format: 'points' }), []);
});

test('reports a tag that is not a text, number or boolean, and leaves it out', async () => {
  const errors = await errorsOf({ batch: 1, tags: { object: {}, list: [1], made: () => 1, n: 0, yes: false, none: null } }, (agent) => {
    agent.update({ tags: { later: {}, room_id: 'r1' } });
    feed(agent, fakeConnection(), 1);
  });
  assert.deepEqual(
    errors.map((text) => text.slice(0, 25)),
    ['object', 'list', 'made', 'later'].map((name) => `options: tag '${name}' is not set`.slice(0, 25)),
  );
  assert.deepEqual(JSON.parse(here.page.beacons[0].body).tags, { platform: 'chrome_156', n: '0', yes: 'false', room_id: 'r1' });
});

test('reports a call with a wrong argument, which changes nothing set before', async () => {
  const errors = await errorsOf({ batch: 1 }, (agent) => {
    const connection = fakeConnection();
    agent.label('0', { participant: 'ann' });
    for (const label of ['Ann', undefined, null, ['Ann']]) agent.label('0', label);
    agent.setPaused('0', 'false');
    agent.setPaused('0');
    for (const name of [undefined, '', {}, 5]) agent.mark(name);
    agent.on('freeze', () => {});
    agent.on('sample', 'listener');
    agent.feed(connection, connection.getStats());
    feed(agent, connection, 1);
  });
  const [{ inboundVideo, events = [], connections }] = here.page.beacons.map(({ body }) => JSON.parse(body));
  assert.deepEqual([inboundVideo.streams[0].label, events.filter(({ type }) => type === 'mark'), connections[0].t.length], [
    { participant: 'ann' }, [], 1,
  ]);
  const labels = errors.filter((text) => text.startsWith('usage: label() expects '));
  assert.deepEqual(
    labels.map((text) => text.replace(/.*, and /, '')),
    ['"Ann"', 'undefined', 'null', '["Ann"]'].map((given) => `{participant, source}, got "0" and ${given}`),
  );
  assert.deepEqual(errors.filter((text) => !labels.includes(text)).map((text) => text.replace(/.*(, and true|, event)/, '$1')), [
    ', and true or false, got "0" and "false"', ', and true or false, got "0" and undefined',
    'usage: mark() expects a name, got undefined', 'usage: mark() expects a name, got ""', 'usage: mark() expects a name, got {}',
    'usage: mark() expects a name, got 5',
    ', event, batch, error, poll and a function, got "freeze" and function',
    ', event, batch, error, poll and a function, got "sample" and string',
    'usage: feed() expects a connection and the awaited report of its getStats()',
  ]);
});

test('removes a label with {}', async () => {
  const agent = here.make({ batch: 1 });
  await agent.ready;
  const connection = fakeConnection();
  agent.label('0', { participant: 'ann' });
  agent.label('0', {});
  feed(agent, connection, 1);
  assert.equal(JSON.parse(here.page.beacons[0].body).inboundVideo.streams[0].label, undefined);
});

test('reports once that an agent is stopped when it is called again, and nothing if it is off', async () => {
  for (const [options, expected] of [
    [{}, ['usage: the agent is stopped: create a new one']], [{ enabled: false }, []], [{ sampleRate: 0 }, []],
  ]) {
    const errors = await errorsOf(options, (agent) => {
      agent.stop();
      agent.add(fakeConnection());
      feed(agent, fakeConnection(), 1);
      agent.label('0', { participant: 'ann' });
      agent.setPaused('0', true);
      agent.mark('layout');
      agent.update({ tags: { room_id: 'r2' } });
      agent.flush().then(() => agent.stop());
    });
    assert.deepEqual(errors, expected);
  }
  for (const call of [
    (agent) => agent.add(fakeConnection()), (agent) => feed(agent, fakeConnection(), 1), (agent) => agent.label('0', {}),
    (agent) => agent.setPaused('0', true), (agent) => agent.mark('layout'), (agent) => agent.update({ tags: {} }),
  ]) {
    assert.equal((await errorsOf({}, (agent) => { agent.stop(); call(agent); })).length, 1, String(call));
  }
});
