// Keeps batches that a page could not deliver in IndexedDB, for the next page load of the same origin.
import { now } from './clock.js';
import { textOf } from './errors.js';
import { kCarryOverMaxAgeMs, kCarryOverMaxBatches, kCarryOverOpenMs, kCarryOverUnlockedMs } from './delivery_limits.js';

const kDatabase = 'rtc-vitals';
const kStore = 'batches';
const lockName = (epoch) => `rtc-vitals ${epoch}`;

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function openDatabase() {
  const request = indexedDB.open(kDatabase, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(kStore, { keyPath: 'key' });
  const database = await settled(request);
  database.onversionchange = () => database.close(); // someone deletes the database, and would have to wait for this page
  return database;
}

// Takes the lock of an epoch until `until` settles: its holder sends the epoch's batches.
// True if it is ours now, null if locks do not work here.
const claim = (epoch, until) => new Promise((resolve) => {
  const use = (lock) => {
    resolve(lock !== null);
    return lock && until;
  };
  if (navigator.locks) navigator.locks.request(lockName(epoch), { ifAvailable: true }, use).catch(() => resolve(null));
  else resolve(null);
});

/** None of the functions returned rejects: if IndexedDB cannot be used, that is reported once. */
export async function openCarryOver({ epoch, url, format, errors }) {
  let release;
  const closed = new Promise((resolve) => { release = resolve; });
  const claims = new Map([[epoch, claim(epoch, closed)]]);
  // An open may never be answered: webkit.org/b/226547, or the database is being deleted and another page has it open.
  const tooLate = new Promise((resolve, reject) => { setTimeout(reject, kCarryOverOpenMs, 'it does not open'); });
  const opening = Promise.race([openDatabase(), tooLate]);
  const report = (error) => errors.report(
    'carry-over', `IndexedDB cannot be used (${textOf(error)}): batches not delivered when the page closes are lost`,
  );
  const withStore = async (mode, use) => {
    try {
      const transaction = (await opening).transaction(kStore, mode);
      transaction.onabort = () => report(transaction.error); // a full disk may show only when it is committed, after its request succeeded
      return await use(transaction.objectStore(kStore));
    } catch (error) {
      return report(error);
    }
  };

  return {
    keep(item) {
      item.key ??= `${item.epoch}/${item.seq}`;
      return withStore('readwrite', (store) => settled(store.put({
        ahead: now() - Date.now(), ...item, url: url.href, format, savedAt: Date.now(),
      })));
    },
    forget: (item) => (item.key === null ? Promise.resolve() : withStore('readwrite', (store) => settled(store.delete(item.key)))),
    /**
     * The batches of pages that are gone, for this address and format, oldest first.
     * Deletes those that are too old, and the oldest beyond the limit.
     */
    async leftBehind() {
      const all = await withStore('readonly', (store) => settled(store.getAll())) ?? [];
      const mine = [];
      const forgotten = [];
      for (const record of all.sort((a, b) => a.savedAt - b.savedAt)) {
        const age = Date.now() - record.savedAt;
        if (record.epoch === epoch) continue;
        if (age > kCarryOverMaxAgeMs) forgotten.push(record); // whatever its address: a page that sends there may never be loaded again
        else if (record.url === url.href && record.format === format) {
          if (!claims.has(record.epoch)) claims.set(record.epoch, await claim(record.epoch, closed));
          if (claims.get(record.epoch) ?? age >= kCarryOverUnlockedMs) mine.push(record);
        }
      }
      forgotten.push(...mine.splice(0, mine.length - kCarryOverMaxBatches));
      for (const record of forgotten) await this.forget(record);
      if (forgotten.length > 0) {
        errors.report(
          'carry-over',
          `${forgotten.length} batches of earlier page loads were discarded: at most ${kCarryOverMaxBatches} are kept, for a day`,
        );
      }
      return mine;
    },
    /** Releases the locks, so that other pages may send what is kept. Nothing may be called afterwards. */
    async close() {
      release();
      (await opening.catch(() => null))?.close();
    },
  };
}
