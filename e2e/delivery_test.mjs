// Bad networks and bad servers, in real browsers: every batch is stored once or counted in `lost`, never silently dropped.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { browsers } from './harness/browsers.mjs';
import { feed, startFeeding } from './harness/feeding.mjs';
import { startIngest } from './harness/ingest.mjs';
import { withContext } from './harness/observed_page.mjs';
import { fedPage, servePackage } from './harness/package_server.mjs';
import { until } from './harness/until.mjs';

const kRecoveryMs = 180_000; // longer than the agent's backoff after many failures
const kFedDuringFault = 8;
const kBeaconsDuringFault = 4;
const kHarmless = ['clock set back an hour']; // deliveries need not wait for its end

let server;
const table = [];
const beaconTable = [];
before(async () => { server = await servePackage({ pages: { '/': fedPage } }); });
after(async () => {
  await server.close();
  console.log(['fault | browser | batches made | arrived | counted lost | unexplained | samples unexplained', ...table].join('\n'));
  console.log(['fault of beacons | browser | batches made | arrived | gaps in seq | duplicates | unexplained', ...beaconTable].join('\n'));
});

async function open(context, options) {
  const page = await context.newPage();
  const thrown = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  await startFeeding(page, server.url, options);
  return { page, thrown };
}
const stats = (page) => page.evaluate(() => window.feeding.agent.stats());

async function untilDelivered(page) {
  await page.waitForFunction(() => window.feeding.agent.stats().batches.queued === 0, null, { timeout: kRecoveryMs, polling: 100 });
  return stats(page);
}

function account(fault, browserName, { polls, batches }, ingest) {
  const lost = (what) => Math.max(0, ...ingest.stored.map((batch) => batch.lost[what]));
  const unexplained = batches.made - ingest.stored.length - lost('batches');
  const missing = polls - ingest.samples - lost('samples');
  table.push([fault, browserName, batches.made, ingest.stored.length, lost('batches'), unexplained, missing].join(' | '));
  assert.equal(unexplained, 0, `${fault}: ${batches.made} made, ${ingest.stored.length} arrived, ${lost('batches')} counted lost`);
  assert.equal(missing, 0, `${fault}: ${polls} polls, ${ingest.samples} arrived, ${lost('samples')} counted lost`);
}

// Each sets the fault and returns a function that ends it.
const cases = {
  'collector down': async ({ ingest }) => {
    await ingest.setDown(true);
    return () => ingest.setDown(false);
  },
  'ad blocker': async ({ page, ingest }) => {
    await page.route(ingest.url, (route) => route.abort());
    return () => page.unroute(ingest.url);
  },
  'offline and back': async ({ context }) => {
    await context.setOffline(true);
    return () => context.setOffline(false);
  },
  'clock set back an hour': async ({ page }) => {
    await page.evaluate(() => { const now = Date.now; Date.now = () => now() - 3_600_000; });
    return () => {};
  },
};
for (const name of ['slow', 'status 429', 'status 500', 'status 503', 'reset mid-body', 'reset after reading']) {
  cases[name] = async ({ ingest }) => {
    ingest.setFault(name);
    return () => ingest.setFault('none');
  };
}

// Playwright's routes and offline mode do not reach Debian's Firefox over WebDriver BiDi.
const namesOf = (browserName) => Object.keys(cases)
  .filter((name) => browserName === 'chromium' || !['ad blocker', 'offline and back'].includes(name));

// Tests the cases in every browser, by `check({name, browserName, page, context, ingest})`. Each case has its own page and server and
// mostly waits, so those of a browser run at once.
function testCases(what, options, isWanted, check) {
  for (const [browserName, launch] of Object.entries(browsers)) {
    const names = namesOf(browserName).filter(isWanted);
    const testCase = (name) => withContext(launch, async (context) => {
      const ingest = await startIngest();
      try {
        const { page, thrown } = await open(context, { url: ingest.url, sessionId: name, ...options });
        await check({ name, browserName, page, context, ingest });
        assert.deepEqual(thrown, []);
      } finally {
        await ingest.close(); // a server left open would keep the process alive
      }
    });
    test(`${browserName}: ${what}`, { timeout: 600_000, concurrency: true }, (t) => Promise.all(
      names.map((name) => t.test(name, () => testCase(name))),
    ));
  }
}

const kLosesNothing = 'confirmed delivery loses nothing';

testCases(kLosesNothing, { delivery: 'confirmed' }, () => true, async ({ name, browserName, page, context, ingest }) => {
  await feed(page, 2);
  const end = await cases[name]({ page, context, ingest });
  const during = await feed(page, kFedDuringFault, 300);
  if (!kHarmless.includes(name)) assert.ok(during.batches.queued > 0, 'the fault did not delay anything');
  await end();
  await feed(page, 2);
  account(name, browserName, await untilDelivered(page), ingest);
});

// A page only knows that the browser accepted a beacon. So all beacons count as sent, and a lost one is a gap in the sequence numbers that
// arrived.
const kArriving = ['slow', 'reset after reading', 'offline and back']; // the body arrives, whatever happens to the response
const kUnreachable = ['collector down', 'ad blocker', 'offline and back']; // nothing reaches the server
const kGaps = 'beacons lost in a fault are gaps in seq, and nothing is thrown';

testCases(kGaps, {}, (name) => !kHarmless.includes(name), async ({ name, browserName, page, context, ingest }) => {
  const has = (seq) => ingest.stored.some((batch) => batch.seq === seq);
  const feedUntilStored = async () => {
    const { batches: { made } } = await feed(page, 1);
    await until(() => has(made - 1), `the arrival of batch ${made - 1}`, kRecoveryMs);
    return made;
  };
  const first = await feedUntilStored();
  const [{ length: storedBefore }, readBefore, postsBefore] = [ingest.stored, ingest.read, ingest.posts];
  const end = await cases[name]({ page, context, ingest });
  await feed(page, kBeaconsDuringFault);
  if (name !== 'offline and back') await untilDelivered(page);
  if (kUnreachable.includes(name)) await wait(500); // lets requests in flight meet the fault
  else await until(() => ingest.posts >= postsBefore + kBeaconsDuringFault, 'the arrival of the beacons', kRecoveryMs);
  await end();
  const made = await feedUntilStored() - first;
  const { batches } = await untilDelivered(page);
  assert.deepEqual([batches.sent, batches.dropped, batches.samplesDropped], [first + made, 0, 0]);
  const arrived = ingest.stored.length - storedBefore;
  const gaps = Array.from({ length: made }, (_, i) => first + i).filter((seq) => !has(seq)).length;
  const duplicates = ingest.read - readBefore - arrived;
  beaconTable.push([name, browserName, made, arrived, gaps, duplicates, made - arrived - gaps].join(' | '));
  assert.equal(made, kBeaconsDuringFault + 1);
  assert.equal(arrived + gaps, made);
  assert.equal(gaps, kArriving.includes(name) ? 0 : kBeaconsDuringFault);
  if (name !== 'reset after reading') assert.equal(duplicates, 0); // both browsers resend that by themselves
});

test("chromium: queues batches while the page's own beacons use up the quota", () => withContext(browsers.chromium, async (context) => {
  const [ingest, slow] = [await startIngest(), await startIngest()];
  slow.setFault('slow');
  try {
    const { page } = await open(context, { url: ingest.url });
    await page.evaluate((url) => navigator.sendBeacon(url, JSON.stringify({
      schema: 'rtc-vitals/1', sessionId: 'the page itself', epoch: 0, seq: 0, sentAt: 0, connections: [], filler: 'x'.repeat(65_000),
    })), slow.url);
    const during = await feed(page, 20);
    assert.ok(during.batches.queued > 0, 'the quota had room for all batches');
    await until(() => slow.answered > 0, "the answer to the page's own beacon");
    await feed(page, 1);
    account("quota used by the page's own beacons", 'chromium', await untilDelivered(page), ingest);
  } finally {
    await ingest.close();
    await slow.close();
  }
}));

test('chromium: distinguishes five tabs of one session', { timeout: 60_000 }, () => withContext(browsers.chromium, async (context) => {
  const ingest = await startIngest();
  try {
    const tabs = await Promise.all(Array.from({ length: 5 }, () => open(context, { url: ingest.url, sessionId: 'shared', batch: 2 })));
    await Promise.all(tabs.map(({ page }) => feed(page, 10)));
    await Promise.all(tabs.map(({ page }) => page.evaluate(() => window.feeding.agent.stop())));
    await until(() => ingest.stored.length >= 30, 'the arrival of 30 batches');
    await wait(200);
    assert.equal(ingest.stored.length, 30);
    assert.deepEqual([...new Set(ingest.stored.map(({ sessionId }) => sessionId))], ['shared']);
    assert.equal(new Set(ingest.stored.map(({ epoch }) => epoch)).size, 5);
    table.push(['five tabs', 'chromium', 30, ingest.stored.length, 0, 0, 50 - ingest.samples].join(' | '));
  } finally {
    await ingest.close();
  }
}));
