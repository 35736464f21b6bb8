import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { CallSummary } from '../../js/cli/call_summary.mjs';
import { htmlReport } from '../../js/cli/html_report.mjs';

const kEvil = '</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>';

function evilPage() {
  const summary = new CallSummary();
  const sample = { connection: kEvil, kind: 'inboundVideo', stream: kEvil, framesDecodedPerSecond: 15 };
  for (const t of [1000, 2000]) {
    summary.addSamples(`${JSON.stringify({ t, connection: kEvil, kind: 'connection' })}\n${JSON.stringify({ t, ...sample })}\n`);
  }
  summary.addEvents(JSON.stringify([{ t: 1500, type: kEvil, connection: kEvil, stream: kEvil, detail: kEvil }]));
  return htmlReport(`/calls/${kEvil.replaceAll('/', '_')}`, summary, [
    { id: kEvil, samples: 2, freezes: [], episodes: [], verdict: kEvil },
  ]);
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
  const summary = new CallSummary();
  summary.addSamples(JSON.stringify({ t: 1000, connection: 'a', kind: 'connection' }));
  for (const t of [3000, 2000]) summary.addEvents(JSON.stringify([{ t, type: 'mark', connection: 'a' }]));
  const { events } = sessionIn(await htmlReport('call.jsonl', summary, []));
  assert.deepEqual(events.map(({ t }) => t), [2000, 3000]);
});

test('keeps every freeze but only the first of very many events', async () => {
  const summary = new CallSummary();
  for (let t = 0; t < 3000; t++) {
    const freeze = { t, type: 'freeze', phase: 'end', durationMs: 1, connection: 'a', stream: 'V' };
    summary.addEvents(JSON.stringify([{ t, type: 'mark', connection: 'a' }, freeze]));
  }
  assert.equal(summary.events.filter(({ type }) => type === 'freeze').length, 3000);
  assert.equal(summary.events.length + summary.eventsLeftOut, 6000);
  assert.ok(summary.eventsLeftOut >= 1000);
});
