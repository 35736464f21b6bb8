// The small part of IndexedDB and navigator.locks that the agent uses. A closed database throws, as the real one does.

/**
 * Replaces the page's own. `rows`: the stored values by key; `held`: the names of the held locks. Requests named `paused` are not answered
 * until that is reset. While the disk is `full`, a put() succeeds and its transaction is aborted, as in Chromium.
 */
export function openIndexedDb(navigator) {
  const browser = { rows: new Map(), held: new Set(), paused: null, full: false };
  const { rows, held } = browser;

  function later(name, answer) {
    const request = {};
    const turn = () => {
      if (browser.paused === name) return void setImmediate(turn);
      request.result = answer();
      request.onsuccess();
    };
    setImmediate(turn);
    return request;
  }

  function abortLater(transaction) {
    setImmediate(() => {
      transaction.error = new DOMException('the disk is full', 'QuotaExceededError');
      transaction.onabort?.();
    });
  }

  function database() {
    let closed = false;
    return {
      close() { closed = true; },
      transaction() {
        if (closed) throw new DOMException('The database connection is closing.', 'InvalidStateError');
        const transaction = {
          error: null,
          objectStore: () => ({
            put: (row) => later('put', () => (browser.full ? abortLater(transaction) : rows.set(row.key, structuredClone(row)))),
            delete: (key) => later('delete', () => rows.delete(key)),
            getAll: () => later('getAll', () => structuredClone([...rows.values()])),
          }),
        };
        return transaction;
      },
    };
  }

  globalThis.indexedDB = { open: () => later('open', database) };
  navigator.locks = {
    async request(name, options, use) {
      await null;
      if (held.has(name)) return use(null);
      held.add(name);
      try {
        return await use({ name });
      } finally {
        held.delete(name);
      }
    },
  };
  return browser;
}
