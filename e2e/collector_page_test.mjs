// The collector's page, from the tarball, in a browser: what a support engineer sees of a session with a freeze.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browsers, launchChromium } from './harness/browsers.mjs';
import { withPage } from './harness/observed_page.mjs';
import { startPackedCollector } from './harness/packed_collector.mjs';

const kPollMs = 2000;
const kPerBatch = 5;
const kFrozenSamples = [12, 18];  // from (inclusive), to (exclusive)

let collector;
let url;
before(async () => {
  collector = await startPackedCollector({ stderr: 'ignore' });
  ({ url } = collector);
  await sendSession(30);
  for (const [epoch, participant] of [[1, 'alice'], [2, 'bob']]) await sendPageLoad(epoch, participant);
});
after(() => collector?.close());

async function send(batch) {
  const response = await fetch(`${url}/v1/telemetry/ingest`, { method: 'POST', body: JSON.stringify(batch) });
  assert.equal(response.status, 202, await response.text());
}

const emptyBatch = (sessionId, epoch, seq) => ({
  schema: 'rtc-vitals/1', sessionId, epoch, seq, sentAt: Date.now(), tags: {}, lost: { samples: 0, batches: 0 }, connections: [],
  events: [], flush: 'full',
});

async function sendSession(samples) {
  const start = Date.now() - samples * kPollMs;
  const [firstFrozen, firstLive] = kFrozenSamples;
  const freezeEnd = {
    t: start + (firstLive - 1) * kPollMs, type: 'freeze', phase: 'end', connection: 0, stream: 'IT1',
    durationMs: (firstLive - firstFrozen) * kPollMs,
    precision: 'exact', cause: 'network-cut', confidence: 'high', evidence: { connectionSilentMs: 11_000 },
  };
  for (let seq = 0; seq * kPerBatch < samples; seq++) {
    const at = Array.from({ length: kPerBatch }, (_, i) => seq * kPerBatch + i);
    const frozen = at.map((i) => i >= firstFrozen && i < firstLive);
    const t = at.map((i) => start + i * kPollMs);
    const batch = {
      ...emptyBatch('page-test', 7, seq), tags: { room_id: 'room 12' }, connections: [{ id: 'c1', t }], connection: { rtt: 42 },
      inboundVideo: {
        streams: [{ id: 'IT1', connection: 0, ssrc: 5, mid: '0', codec: 'video/VP8', label: { participant: 'presenter' } }],
        bitrate: 900000, packetLoss: 0, framesDecodedPerSecond: [frozen.map((still) => (still ? 0 : 25))], isFrozen: [frozen],
      },
      events: seq === 3 ? [freezeEnd] : [],
    };
    await send(batch);
  }
}

// One of two page loads in a session. Each has a stream of the same name, from a different participant, with an alert that ends with the
// call.
async function sendPageLoad(epoch, participant) {
  const start = Date.now() - (3 - epoch) * 20 * kPollMs;
  const frozen = Array.from({ length: 12 }, (_, i) => i > 2 && i < 9);
  const batch = {
    ...emptyBatch('two-loads', epoch, 0), connections: [{ id: 'c1', t: frozen.map((_, i) => start + i * kPollMs) }],
    connection: { rtt: 42 },
    inboundVideo: {
      streams: [{ id: 'IT1', connection: 0, label: { participant, source: 'the camera of the tablet' } }], isFrozen: [frozen],
    },
    events: [{
      t: start + 9 * kPollMs, type: 'freeze', phase: 'end', connection: 0, stream: 'IT1', durationMs: 12_000, precision: 'interval',
      cause: 'keyframe-starvation', confidence: 'medium', evidence: { connectionSilentMs: 0 },
    }],
    flush: 'stop',
  };
  await send(batch);
}

test(
  'shows the right participant for each alert of a session with two page loads, without scrolling',
  () => withPage(launchChromium, url, async (page, faults) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.waitForSelector('tr:has-text("two-loads")');
    assert.equal(await page.locator('tr:has-text("two-loads") .live').count(), 0, 'its last batch ended the session');
    assert.equal(await page.locator('tr:has-text("page-test") .live').count(), 1);
    await page.click('text=two-loads');
    const alerts = page.locator('section:has(h2:text-is("Alerts"))');
    await alerts.waitFor();
    const rows = await alerts.locator('tbody tr').allInnerTexts();
    assert.deepEqual(rows.map((row) => /alice|bob/.exec(row)[0]), ['alice', 'bob']);
    const hidden = await page.locator('.findings .scroll').evaluateAll((cards) => cards.map((card) => card.scrollWidth - card.clientWidth));
    assert.deepEqual(hidden, [0, 0], 'pixels of the tables that need scrolling');
    assert.deepEqual(faults, []);
  }),
);

test('shows an error while a session cannot be fetched, and removes it afterwards', () => withPage(launchChromium, url, async (page) => {
  await page.click('text=page-test');
  await page.waitForSelector('h1:has-text("One freeze")');
  await page.route('**/v1/sessions/**', (route) => route.fulfill({ status: 500, json: { why: 'the disk is gone' } }));
  await page.waitForSelector('text=the disk is gone');
  assert.equal(await page.locator('h1:has-text("One freeze")').count(), 1, 'the previous data stays visible');
  await page.unroute('**/v1/sessions/**');
  await page.waitForSelector('text=the disk is gone', { state: 'detached' });
  assert.equal(await page.locator('h1:has-text("One freeze")').count(), 1);
}));

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: lists a session, and shows what froze, when and for how long`, () => withPage(launch, url, async (page, faults) => {
    const origins = new Set();
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    await page.click('text=page-test');
    await page.waitForSelector('h1:has-text("One freeze, 12.0 s")');
    assert.match(await page.locator('.verdict').innerText(), /One freeze of 12\.0 s.*in presenter.*network-cut/s);
    const rows = await page.locator('.findings tbody tr').allInnerTexts();
    assert.equal(rows.length, 2, 'the freeze and its alert');
    assert.match(rows[0], /\(\+0:22\).*12\.0 s.*network-cut.*presenter/s);
    assert.match(rows[1], /resolved.*presenter/s);
    assert.match(await page.locator('td.long').innerText(), /durationMs\s12000\sms, /);
    await page.locator('td.long summary').click();
    assert.match(await page.locator('td.long').innerText(), /evidence\n.*connectionSilentMs\s11000\sms/);
    assert.deepEqual(await page.locator('figcaption').allInnerTexts(), [
      'Video playback', 'Frames decoded per second', 'Bitrate', 'Packet loss', 'Round-trip time',
    ]);
    assert.equal(await page.locator('figure canvas').count(), 5);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('.findings button').first().click();
    await page.waitForFunction(() => document.querySelectorAll('figure canvas').length === 5);
    const showAll = page.locator('button:text-is("show all")');
    await showAll.press('Enter');
    await showAll.waitFor({ state: 'hidden' });
    assert.deepEqual(faults, []);
    assert.deepEqual([...origins], [url], 'nothing is loaded from elsewhere');
  }));
}

test('keeps opened evidence open while the session goes on', () => withPage(launchChromium, url, async (page, faults) => {
  await page.click('text=page-test');
  const evidence = page.locator('td.long details');
  await evidence.locator('summary').click();
  const mark = { t: Date.now(), type: 'mark', name: 'later' };
  await send({ ...emptyBatch('page-test', 7, 100), events: [mark], flush: 'asked' });
  await page.waitForSelector('td.long:has-text("later")');
  assert.equal(await evidence.evaluate(({ open }) => open), true);
  assert.deepEqual(faults, []);
}));

const linkTo = (sessionId) => `a:has(:text-is("${sessionId}"))`;

test('keeps plots within the page despite a long name', () => withPage(launchChromium, url, async (page, faults) => {
  const t = [1, 2, 3].map((poll) => Date.now() - 10_000 + poll * kPollMs);
  await send({
    ...emptyBatch('long name', 8, 0), connections: [{ id: 'c1', t }],
    inboundVideo: {
      streams: [{ id: 'IT1', connection: 0, label: { participant: 'A'.repeat(120) } }], framesDecodedPerSecond: 25, isFrozen: false,
    },
  });
  await page.setViewportSize({ width: 600, height: 800 });
  await page.click(linkTo('long name'));
  await page.waitForSelector('figure canvas');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 600);
  assert.deepEqual(faults, []);
}));

const refreshed = (page, path) => page.waitForResponse((response) => response.url().includes(path));

test('keeps the focus when the list is refreshed', () => withPage(launchChromium, url, async (page, faults) => {
  const link = page.locator(linkTo('two-loads'));
  await link.focus();
  await send({
    schema: 'rtc-vitals/1', sessionId: 'came-later', epoch: 1, seq: 0, sentAt: Date.now(), tags: {}, lost: { samples: 0, batches: 0 },
    connections: [{ id: 'c1', t: [Date.now()] }], events: [], flush: 'stop',
  });
  await page.waitForSelector(linkTo('came-later'));
  await link.focus();
  for (let i = 0; i < 2; i++) await refreshed(page, 'v1/sessions');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'two-loads');
  assert.deepEqual(faults, []);
}));

test(
  'gets 304 for an unchanged session, and keeps the scroll position of a changed one',
  () => withPage(launchChromium, url, async (page, faults) => {
    const event = (i) => ({ t: Date.now() + i, type: 'mark', name: `mark ${i}` });
    const batch = (seq, events) => ({
      schema: 'rtc-vitals/1', sessionId: 'marks', epoch: 1, seq, sentAt: Date.now(), tags: {}, lost: { samples: 0, batches: 0 },
      connections: [{ id: 'c1', t: [Date.now()] }], events, flush: 'asked',
    });
    await send(batch(0, Array.from({ length: 100 }, (_, i) => event(i))));
    await page.click(linkTo('marks'));
    await page.waitForSelector('text=mark 99');
    const unchanged = await refreshed(page, 'id=marks');
    assert.equal(unchanged.status(), 304);
    const table = page.locator('section:has(h2:text-is("Events")) .scroll');
    await table.evaluate((element) => element.scrollTo(0, 300));
    await send(batch(1, [event(100)]));
    await page.waitForSelector('text=mark 100');
    assert.equal(await table.evaluate(({ scrollTop }) => scrollTop), 300);
    assert.deepEqual(faults, []);
  }),
);

for (const width of [400, 1280]) {
  test(
    `${width} px wide: keeps the length and cause of a freeze in sight despite a long name`,
    () => withPage(launchChromium, url, async (page, faults) => {
      const participant = '\u05d3\u05e0\u05d4 '.repeat(30).trim();
      const t = [1, 2, 3].map((poll) => Date.now() - 10_000 + poll * kPollMs);
      const freeze = {
        t: t[2], type: 'freeze', phase: 'end', connection: 0, stream: 'IT1', durationMs: 1000, precision: 'exact',
        cause: 'keyframe-starvation', confidence: 'medium',
      };
      const video = {
        streams: [{ id: 'IT1', connection: 0, label: { participant } }], framesDecodedPerSecond: 25, isFrozen: [[false, false, true]],
      };
      await send({
        schema: 'rtc-vitals/1', sessionId: `name at ${width}`, epoch: 8, seq: 0, sentAt: Date.now(), tags: {},
        lost: { samples: 0, batches: 0 }, connections: [{ id: 'c1', t }], inboundVideo: video, events: [freeze], flush: 'full',
      });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${url}/#/session/name%20at%20${width}`);
      const cells = page.locator('section:has(h2:text-is("Freezes")) tbody td');
      await cells.first().waitFor();
      const rights = await cells.evaluateAll((all) => all.slice(0, 3).map((cell) => cell.getBoundingClientRect().right));
      assert.ok(rights.every((right) => right <= width), `${rights}`);
      assert.ok((await cells.nth(3).locator('.name').getAttribute('title')).includes(participant));
      assert.deepEqual(faults, []);
    }),
  );
}

const kLong = { batches: 5, polls: 1000, freezeAt: 2500 };

async function sendLongSession() {
  const start = Date.now() - kLong.batches * kLong.polls * kPollMs;
  const at = (poll) => start + poll * kPollMs;
  for (let seq = 0; seq < kLong.batches; seq++) {
    const polls = Array.from({ length: kLong.polls }, (_, i) => seq * kLong.polls + i);
    const isFrozen = polls.map((poll) => poll === kLong.freezeAt);
    const freeze = {
      t: at(kLong.freezeAt), type: 'freeze', phase: 'end', connection: 0, stream: 'IT1', durationMs: kPollMs, precision: 'exact',
      cause: 'jitter',
      confidence: 'high',
    };
    await send({
      ...emptyBatch('long', 9, seq), connections: [{ id: 'c1', t: polls.map(at) }], connection: { rtt: 42 },
      inboundVideo: {
        streams: [{ id: 'IT1', connection: 0 }], framesDecodedPerSecond: [isFrozen.map((frozen) => (frozen ? 0 : 25))],
        isFrozen: [isFrozen],
      },
      events: seq === 2 ? [freeze] : [],
    });
  }
  return at;
}

test(
  "loads a long session thinned to the plot's resolution, and zoomed parts in full",
  () => withPage(launchChromium, url, async (page, faults) => {
    const at = await sendLongSession();
    const videoAfter = async (isPart, act) => {
      const response = page.waitForResponse((one) => one.url().includes('id=long') && one.url().includes('from=') === isPart);
      await act();
      return (await (await response).json()).streams.find(({ kind }) => kind === 'inboundVideo');
    };
    const whole = await videoAfter(false, () => page.click(linkTo('long')));
    assert.ok(whole.t.length <= 2402, `${whole.t.length} rows`);
    assert.equal(Math.min(...whole.columns.framesDecodedPerSecond), 0, 'the frozen sample is kept');
    const part = await videoAfter(true, () => page.click('tr:has-text("jitter") button'));
    const around = [-3, -2, -1, 0, 1, 2].map((poll) => at(kLong.freezeAt + poll) - at(kLong.freezeAt));
    assert.deepEqual(part.t.map((t) => t - part.t[3]), around, 'every poll from 5 s before the freeze to 5 s after it');
    const chart = page.locator('figure:has-text("Frames decoded per second")');
    await chart.locator('.u-over').hover();
    await chart.locator('.u-legend:has-text("25/s"), .u-legend:has-text("0/s")').waitFor();
    assert.deepEqual(faults, []);
  }),
);

test('finds the sessions of a room that are not among the latest', () => withPage(launchChromium, url, async (page, faults) => {
  for (let i = 0; i < 100; i++) await send({ ...emptyBatch(`later ${i}`, 1, 0), flush: 'stop' });
  await page.waitForSelector(linkTo('later 99'));
  await page.waitForSelector(linkTo('page-test'), { state: 'detached' });
  await page.fill('input[type=search]', 'room 12');
  await page.waitForSelector(linkTo('page-test'));
  assert.equal(await page.locator('tbody tr').count(), 1);
  await page.fill('input[type=search]', 'no such room');
  await page.waitForSelector('text=None of the latest sessions matches');
  await page.fill('input[type=search]', '');
  await page.waitForSelector(linkTo('later 99'));
  assert.equal(await page.locator('tbody tr').count(), 100);
  assert.deepEqual(faults, []);
}));
