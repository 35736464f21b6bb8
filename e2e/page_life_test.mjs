// Pages that are hidden, left and restored, and the batches that one page load leaves to the next.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { browsers } from './harness/browsers.mjs';
import { feed, startFeeding } from './harness/feeding.mjs';
import { startIngest } from './harness/ingest.mjs';
import { withContext } from './harness/observed_page.mjs';
import { fedPage, otherPage, servePackage } from './harness/package_server.mjs';
import { until } from './harness/until.mjs';

let server;
let ingest;
before(async () => { server = await servePackage({ pages: { '/': fedPage, '/other': otherPage } }); });
beforeEach(async () => {
  await ingest?.close();
  ingest = await startIngest();
});
after(() => Promise.all([server.close(), ingest.close()]));

const start = (page, options) => startFeeding(page, server.url, { url: ingest.url, ...options });

async function untilStored(samples, what) {
  await until(() => ingest.samples >= samples, `${what}: ${samples} samples`);
  assert.equal(ingest.samples, samples, what);
}

// Waits until so many batches are saved in the page's IndexedDB.
const untilSaved = (page, batches) => until(async () => await page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('rtc-vitals');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const counting = opening.result.transaction('batches').objectStore('batches').count();
    counting.onsuccess = () => resolve(counting.result);
    opening.result.close(); // once the transaction is complete
  };
})) === batches, `${batches} saved batches`);

test('chromium: hiding does not end the session, and a page restored from the back/forward cache continues it', async () => {
  const browser = await browsers.chromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  try {
    const page = await browser.newPage();
    await start(page, { batch: 5 });
    await feed(page, 2);
    await page.goto(`${server.url}/other`);
    await untilStored(2, 'left');
    await page.goBack({ waitUntil: 'commit' }); // a restored page does not load
    assert.ok(await page.evaluate(() => window.feeding.agent !== undefined), 'the page was reloaded instead of restored');
    await feed(page, 3);
    await page.evaluate(() => window.feeding.agent.stop());
    await untilStored(5, 'restored');
    assert.deepEqual(ingest.stored.map(({ flush, seq }) => [flush, seq]), [['hide', 0], ['stop', 1]]);
  } finally {
    await browser.close();
  }
});

for (const [name, launch] of Object.entries(browsers)) {
  const title = `${name}: resolves stop() of an agent in a frame that is removed, before or after the call`;
  test(title, () => withContext(launch, async (context) => {
    const page = await context.newPage();
    await page.goto(`${server.url}/other`);
    const ends = await page.evaluate(async (url) => {
      const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
      const feedIn = async (frame, options) => {
        frame.src = '/';
        document.body.append(frame);
        while (!frame.contentWindow.feeding) await wait(50);
        const { feeding } = frame.contentWindow;
        await feeding.start({ batch: 5, ...options });
        await feeding.feed(2);
        return feeding.agent;
      };
      const endOf = (stopped) => Promise.race([(async () => { await stopped; return 'resolved'; })(), wait(10_000).then(() => 'never')]);
      const [first, second] = [document.createElement('iframe'), document.createElement('iframe')];
      const removed = await feedIn(first, { url });
      first.remove();
      const after = await endOf(removed.stop());
      const stopping = (await feedIn(second, { send: () => new Promise(() => {}) })).stop();
      second.remove();
      return [after, await endOf(stopping)];
    }, ingest.url);
    assert.deepEqual(ends, ['resolved', 'resolved']);
    await untilStored(2, 'what the first frame had measured when it was removed');
  }));
}

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: sends undelivered batches on the next page load, each once`, () => withContext(launch, async (context) => {
    const page = await context.newPage();
    await ingest.setDown(true);
    await start(page, { delivery: 'confirmed', carryOver: true, batch: 2, sessionId: 'first' });
    await feed(page, 6);
    await untilSaved(page, 3);
    await page.goto(`${server.url}/other`);
    await page.close();
    await ingest.setDown(false);
    await wait(300);
    assert.equal(ingest.stored.length, 0);
    const next = await context.newPage();
    await start(next, { delivery: 'confirmed', carryOver: true, batch: 2, sessionId: 'second' });
    await feed(next, 2);
    await untilStored(8, 'the next load');
    const seqs = (id) => ingest.stored.filter(({ sessionId }) => sessionId === id).map(({ seq }) => seq).sort();
    assert.deepEqual([seqs('first'), seqs('second')], [[0, 1, 2], [0]]);
    await untilSaved(next, 0);
    const { posts } = ingest;
    await start(await context.newPage(), { delivery: 'confirmed', carryOver: true, sessionId: 'third' });
    await wait(1000);
    assert.equal(ingest.posts, posts, 'nothing was sent a second time');
  }));
}

const kCarrying = { delivery: 'confirmed', carryOver: true, batch: 1 };

test('chromium: does not block deletion of the database, and keeps sending', () => withContext(browsers.chromium, async (context) => {
  const page = await context.newPage();
  await start(page, kCarrying);
  await feed(page, 1);
  await untilStored(1, 'before');
  const deleted = await page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.deleteDatabase('rtc-vitals');
    request.onsuccess = () => resolve('deleted');
    request.onblocked = () => resolve('blocked');
  }));
  assert.equal(deleted, 'deleted');
  await feed(page, 1);
  await untilStored(2, 'after');
  assert.deepEqual(await page.evaluate(() => window.feeding.errors.map((error) => error.split(':')[0])), ['carry-over']);
}));

for (const [what, spoil] of [
  ['is forbidden', (page) => page.addInitScript(() => {
    IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };
  })],
  ['is full', async (page) => {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 });
  }],
]) {
  test(`chromium: reports once that IndexedDB ${what}, and sends normally`, () => withContext(browsers.chromium, async (context) => {
    const page = await context.newPage();
    await spoil(page);
    await start(page, kCarrying);
    await feed(page, 3);
    await untilStored(3, what);
    await page.waitForFunction(() => window.feeding.errors.length > 0); // a full disk shows after the batches were sent
    assert.deepEqual(await page.evaluate(() => window.feeding.errors.map((error) => error.split(':')[0])), ['carry-over']);
  }));
}

const kLeftover = 'chromium: sends leftover batches from one of several pages opened together, and releases its lock on stop()';
test(kLeftover, () => withContext(browsers.chromium, async (context) => {
  const first = await context.newPage();
  await ingest.setDown(true);
  await start(first, { ...kCarrying, sessionId: 'first' });
  await feed(first, 3);
  await untilSaved(first, 3);
  await first.close();
  const pages = await Promise.all([context.newPage(), context.newPage()]);
  await ingest.setDown(false);
  await Promise.all(pages.map((page) => start(page, kCarrying)));
  await untilStored(3, 'leftover');
  assert.equal(ingest.posts, 3);
  await Promise.all(pages.map((page) => page.evaluate(() => window.feeding.agent.stop())));
  const locks = await pages[0].evaluate(() => navigator.locks.query());
  assert.deepEqual(locks.held, []);
}));
