// A page under test. Collects what it logs, throws and has blocked.
import { after } from 'node:test';

const running = new Map(); // browsers by the function that launched them
after(async () => { for (const browser of running.values()) await (await browser).close(); });

/**
 * Resolves to the result of `use(context)`. The context is a new profile, closed afterwards, in a browser that all tests of a file share:
 * Firefox takes seconds to start.
 */
export async function withContext(launch, use) {
  if (!running.has(launch)) running.set(launch, launch());
  const context = await (await running.get(launch)).newContext();
  try {
    return await use(context);
  } finally {
    await context.close();
  }
}

/**
 * Opens `url` in a new context and resolves to the result of `use(page, faults)`; `faults` grows with every error and every violation of
 * the page's security policy.
 */
export const withPage = (launch, url, use) => withContext(launch, async (context) => {
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`logged: ${message.text()}`); });
  await page.goto(url);
  return use(page, faults);
});

/** The batches that a server received, parsed. */
export const batchesOf = (received) => received.map(({ text }) => JSON.parse(text));

/** Whether a batch has a received video: its bitrate is known. */
export const showsVideo = (batch) => (batch.inboundVideo?.streams.length ?? 0) > 0 && 'bitrate' in batch.inboundVideo;
