// Batches that a page could not deliver, kept in IndexedDB for the next page load of the same origin.
import { textOf } from './errors.js';
import { kCarryOverMostAgeMs, kCarryOverMostBatches, kCarryOverUnlockedMs } from './delivery_limits.js';

const kDatabase = 'rtc-vitals';
const kStore = 'batches';
const lockName = (epoch) => `rtc-vitals ${epoch}`;

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function openDatabase() {
  const request = indexedDB.open(kDatabase, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(kStore, { keyPath: 'key' });
  return settled(request);
}

// Held as long as the page lives: batches of an epoch whose lock is held belong to a page that still sends them itself.
function holdLock(epoch) {
  navigator.locks?.request(lockName(epoch), () => new Promise(() => {})).catch(() => {});
}

async function heldLocks() {
  if (!navigator.locks) return null;
  const { held } = await navigator.locks.query();
  return new Set(held.map(({ name }) => name));
}

/** Every function resolves, also where the browser has no IndexedDB for this page; that is told once. */
export async function openCarryOver({ epoch, url, errors }) {
  holdLock(epoch);
  const opening = Promise.resolve().then(openDatabase);
  const withStore = async (mode, use) => {
    try {
      return await use((await opening).transaction(kStore, mode).objectStore(kStore));
    } catch (error) {
      errors.report('carry-over', `IndexedDB cannot be used (${textOf(error)}): what is not delivered when the page closes is lost`);
      return undefined;
    }
  };

  return {
    keep(item) {
      item.key ??= `${item.epoch}/${item.seq}`;
      const { key, text, sentAtOffset, samples, seq, sessionId, reason } = item;
      const record = { key, text, sentAtOffset, samples, seq, sessionId, reason, epoch: item.epoch, url: url.href, savedAt: Date.now() };
      return withStore('readwrite', (store) => settled(store.put(record)));
    },
    forget: (item) => (item.key === null ? Promise.resolve() : withStore('readwrite', (store) => settled(store.delete(item.key)))),
    /** The batches of pages that are gone, for this address, oldest first. */
    async leftBehind() {
      const held = await heldLocks().catch(() => null);
      const all = await withStore('readonly', (store) => settled(store.getAll())) ?? [];
      const mine = [];
      for (const record of all.sort((a, b) => a.savedAt - b.savedAt)) {
        const age = Date.now() - record.savedAt;
        const alive = held ? held.has(lockName(record.epoch)) : age < kCarryOverUnlockedMs;
        if (record.epoch === epoch || alive || record.url !== url.href) continue;
        if (age > kCarryOverMostAgeMs || mine.length >= kCarryOverMostBatches) await this.forget(record);
        else mine.push(record);
      }
      return mine;
    },
  };
}
