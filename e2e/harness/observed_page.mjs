// A page under test: what it logs, throws and has blocked is collected.

/** Opens `url` in `browser` and resolves to {page, faults, close()}; `faults` grows with every error and every breach of the page's security policy. */
export async function openObserved(browser, url) {
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`logged: ${message.text()}`); });
  await page.goto(url);
  return { page, faults, close: () => page.close() };
}

/** Opens `url` in a browser of its own, which is closed once `use(page, faults)` is done; resolves to what that resolves to. */
export async function withPage(launch, url, use) {
  const browser = await launch();
  try {
    const { page, faults } = await openObserved(browser, url);
    return await use(page, faults);
  } finally {
    await browser.close();
  }
}

/** The batches among what a server received, read. */
export const batchesOf = (received) => received.map(({ text }) => JSON.parse(text));

/** True once a batch tells of a video that was received: its bitrate is known. */
export const showsVideo = (batch) => (batch.inboundVideo?.streams.length ?? 0) > 0 && 'bitrate' in batch.inboundVideo;
