import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { CallEvents } from '../../js/cli/call_events.mjs';
import { htmlReport } from '../../js/cli/html_report.mjs';

const kEvil = '</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>';

function evilPage() {
  const events = new CallEvents();
  events.add(JSON.stringify([{ t: 1500, type: kEvil, connection: kEvil, stream: kEvil, detail: kEvil }]));
  const of = { epoch: 1, connection: kEvil, t: [1000, 2000] };
  const streams = [
    { ...of, stream: kEvil, kind: 'connection', id: '', columns: {} },
    { ...of, stream: `${kEvil}/${kEvil}`, kind: 'inboundVideo', id: kEvil, columns: { bitrate: [1, 2] } },
  ];
  const connections = [{ id: kEvil, samples: 2, freezes: [], episodes: [], verdict: kEvil }];
  return htmlReport(`/calls/${kEvil.replaceAll('/', '_')}`, { connections, streams, events });
}

const sessionIn = (page) => JSON.parse(/<script type="application\/json" id="call">(.*?)<\/script>/s.exec(page)[1]);

test("keeps every text of a recording inside the page's data", async () => {
  const page = await evilPage();
  assert.equal(page.match(/<script[ >]/g).length, 2, 'the data and the script');
  assert.equal(page.match(/<\/script>/g).length, 2);
  assert.ok(!page.includes('<img') && !page.includes('<!--'));
  const session = sessionIn(page);
  assert.equal(session.connections[0].verdict, kEvil);
  assert.deepEqual(session.streams.map(({ id, connection }) => [id, connection]), [['', kEvil], [kEvil, kEvil]]);
});

test('allows the page its own script and style only', async () => {
  const page = await evilPage();
  const [, policy] = /http-equiv="content-security-policy" content="([^"]+)"/.exec(page);
  const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const [, script] = /<script>(.*?)<\/script>/s.exec(page);
  const [, style] = /<style>(.*?)<\/style>/s.exec(page);
  assert.deepEqual(policy.split('; '), [
    "default-src 'none'", `script-src ${hashOf(script)}`, `style-src ${hashOf(style)}`, 'img-src data:', "base-uri 'none'",
    "form-action 'none'",
  ]);
  assert.deepEqual(page.match(/(?:src|href)="[^"]*"/g), ['href="data:,"']);
});

test('lists events in the order they happened, not in the order they were reported', async () => {
  const events = new CallEvents();
  for (const t of [3000, 2000]) events.add(JSON.stringify([{ t, type: 'mark', connection: 'a' }]));
  const streams = [{ kind: 'connection', connection: 'a', t: [1000] }];
  const session = sessionIn(await htmlReport('call.jsonl', { connections: [], streams, events }));
  assert.deepEqual(session.events.map(({ t }) => t), [2000, 3000]);
});

test('keeps every freeze but only the first of very many events', async () => {
  const events = new CallEvents();
  for (let t = 0; t < 3000; t++) {
    const freeze = { t, type: 'freeze', phase: 'end', durationMs: 1, connection: 'a', stream: 'V' };
    events.add(JSON.stringify([{ t, type: 'mark', connection: 'a' }, freeze]));
  }
  assert.equal(events.kept.filter(({ type }) => type === 'freeze').length, 3000);
  assert.equal(events.kept.length + events.leftOut, 6000);
  assert.ok(events.leftOut >= 1000);
});
