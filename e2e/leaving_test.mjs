// Pages that are left or closed at a random moment, possibly while the core still compiles: every sample is stored once or counted in
// `lost`.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { browsers } from './harness/browsers.mjs';
import { startIngest } from './harness/ingest.mjs';
import { otherPage, pageOf, script, servePackage } from './harness/package_server.mjs';

const kTries = process.env.RTC_VITALS_LONG ? 200 : 6;
const kLongestVisitMs = 500;
const kArrivalMs = 5000;
const kMaxKilled = 0.05; // of the tabs that Firefox closes; one in a hundred was observed
const talliedPage = pageOf(script('/harness/tallied_page.js', 'type="module"'));

let server;
const table = [];
before(async () => { server = await servePackage({ pages: { '/': talliedPage, '/other': otherPage } }); });
after(async () => {
  await server.close();
  const samples = 'samples read, stored, counted lost, cut off, dropped by the browser';
  const batches = 'batches made | arrived | counted lost';
  console.log([
    `pages ended at a random moment | browser, delivery | ${samples} | ${batches} | tabs killed while being hidden | unexplained`, ...table,
  ].join('\n'));
});

const exits = {
  async left(page) {
    await page.evaluate(() => { location.href = '/other'; });
    await page.waitForURL('**/other');
  },
  closed: (page) => page.close(),
};

const sum = (list, of) => list.reduce((total, item) => total + of(item), 0);
const samplesIn = ({ connections }) => sum(connections, ({ t }) => t.length);
// `lost` is cumulative over an epoch.
function lostIn(batches, what) {
  const epochs = [...new Set(batches.map(({ epoch }) => epoch))];
  return sum(epochs, (epoch) => Math.max(...batches.filter((batch) => batch.epoch === epoch).map(({ lost }) => lost[what])));
}

// Beacons that the browser accepted and that never arrived.
function droppedIn(tally, stored) {
  const gone = tally.accepted.trim().split(' ').filter(Boolean).map((entry) => entry.split('/').map(Number))
    .filter(([epoch, seq]) => !stored.some((batch) => batch.epoch === epoch && batch.seq === seq));
  return { dropped: sum(gone, ([, , samples]) => samples), droppedBatches: gone.length };
}

// The account of one visit: the page's tally and what arrived. Batches that only report losses are not made by a core, so they are not in
// the tally.
function accountOf(name, tally, ingest) {
  const stored = ingest.stored.filter(({ sessionId }) => sessionId === name);
  const batches = stored.filter(({ lost, ...batch }) => lost.samples === 0 || samplesIn(batch) > 0 || batch.flush === 'stop');
  return {
    read: tally.begun, cutOff: tally.begun - tally.fed, hidden: tally.hidden > 0, made: tally.made,
    stored: sum(stored, samplesIn), arrived: batches.length,
    ...droppedIn(tally, stored),
    lostSamples: lostIn(stored, 'samples'), lostBatches: lostIn(stored, 'batches'),
  };
}
// A script that was stopped in the middle of a sample may or may not have sent it. A batch that the browser accepted and dropped was not
// made by a core if it only reported a loss.
const unexplained = ({ read, cutOff, dropped, droppedBatches, made, stored, arrived, lostSamples, lostBatches }) => [
  [read - stored - lostSamples, cutOff + dropped], [made - arrived - lostBatches, cutOff + droppedBatches],
].map(([missing, explained]) => (missing > 0 ? Math.max(0, missing - explained) : missing));
const isComplete = (account) => unexplained(account).every((count) => count === 0);
// Killed while the agent was sending because the page was being hidden.
const isKilled = (account) => !account.hidden && !isComplete(account);

async function visit(context, exit, query) {
  const page = await context.newPage();
  await page.goto(`${server.url}/?${query}`, { waitUntil: 'commit' });
  await wait(Math.random() * kLongestVisitMs);
  await exits[exit](page);
  if (!page.isClosed()) await page.close();
}

for (const [browserName, launch] of Object.entries(browsers)) {
  for (const delivery of ['beacon', 'confirmed']) {
    test(`${browserName}, ${delivery}: accounts for every sample whenever a page is left or closed`, { timeout: 1_200_000 }, async () => {
      const [browser, ingest] = [await launch(), await startIngest()];
      const all = { left: [], closed: [] };
      try {
        const context = await browser.newContext();
        const keeper = await context.newPage(); // reads the tallies of the other pages
        await keeper.goto(`${server.url}/other`);
        for (let i = 0; i < kTries; i++) {
          const exit = i % 2 ? 'left' : 'closed';
          const name = `${browserName}-${delivery}-${i}`;
          await visit(context, exit, new URLSearchParams({ name, url: ingest.url, delivery }));
          const tally = () => keeper.evaluate((key) => ({
            ...Object.fromEntries(['begun', 'fed', 'made', 'hidden'].map((what) => [what, Number(localStorage[`${key} ${what}`] ?? 0)])),
            accepted: localStorage[`${key} accepted`] ?? '',
          }), name);
          let account = accountOf(name, await tally(), ingest);
          for (let waited = 0; waited < kArrivalMs && !(isComplete(account) && account.droppedBatches === 0); waited += 50) {
            await wait(50);
            account = accountOf(name, await tally(), ingest);
          }
          all[exit].push(account);
        }
      } finally {
        await browser.close();
        await ingest.close();
      }
      for (const [exit, accounts] of Object.entries(all)) {
        const total = (key) => sum(accounts, (account) => account[key]);
        const [killed, alive] = [accounts.filter(isKilled), accounts.filter((account) => !isKilled(account))];
        table.push([
          `${accounts.length} ${exit}`, `${browserName}, ${delivery}`,
          ['read', 'stored', 'lostSamples', 'cutOff', 'dropped'].map(total).join(', '),
          total('made'), total('arrived'), total('lostBatches'), killed.length,
          [0, 1].map((at) => sum(alive, (account) => Math.abs(unexplained(account)[at]))).join(' and '),
        ].join(' | '));
      }
      assert.deepEqual(Object.values(all).flat().filter((account) => !isComplete(account) && !isKilled(account)), []);
      // Only Firefox drops or stops these, and only when a tab is closed.
      const others = browserName === 'chromium' ? all.left.concat(all.closed) : all.left;
      assert.deepEqual(others.filter((account) => account.cutOff + account.dropped > 0 || isKilled(account)), []);
      const killed = all.closed.filter(isKilled).length;
      assert.ok(
        killed <= Math.ceil(kMaxKilled * all.closed.length),
        `${killed} of ${all.closed.length} tabs were killed while being hidden`,
      );
      assert.ok(Object.values(all).flat().some(({ stored }) => stored > 0), 'nothing was ever stored');
    });
  }
}
