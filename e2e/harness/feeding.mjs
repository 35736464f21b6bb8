// Controls a page that feeds an agent (fed_page.js).
import assert from 'node:assert/strict';

/** Opens the page at `url` and starts its agent, which must measure. */
export async function startFeeding(page, url, options) {
  await page.goto(url);
  await page.waitForFunction(() => window.feeding);
  assert.equal(await page.evaluate((value) => window.feeding.start(value), options), true);
}

/** Feeds `times` reports, `everyMs` apart. Resolves to the agent's counts. */
export const feed = (page, times, everyMs = 0) => page.evaluate(([count, every]) => window.feeding.feed(count, every), [times, everyMs]);
