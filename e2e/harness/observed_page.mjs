// A page under test. Collects what it logs, throws and has blocked.

/**
 * Opens `url` in `browser` and resolves to {page, faults, close()}; `faults` grows with every error and every violation of the page's
 * security policy.
 */
export async function openObserved(browser, url) {
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`logged: ${message.text()}`); });
  await page.goto(url);
  return { page, faults, close: () => page.close() };
}

/** Opens `url` in a new browser, which is closed once `use(page, faults)` is done. Resolves to the result of `use`. */
export async function withPage(launch, url, use) {
  const browser = await launch();
  try {
    const { page, faults } = await openObserved(browser, url);
    return await use(page, faults);
  } finally {
    await browser.close();
  }
}

/** The batches that a server received, parsed. */
export const batchesOf = (received) => received.map(({ text }) => JSON.parse(text));

/** Whether a batch has a received video: its bitrate is known. */
export const showsVideo = (batch) => (batch.inboundVideo?.streams.length ?? 0) > 0 && 'bitrate' in batch.inboundVideo;
