// Batches that wait to be sent, oldest first, and what became of each.
import { now } from './clock.js';

/** The states of a batch. */
export const kGone = 0;    // it has left the queue
export const kWaiting = 1; // to be sent
export const kPacking = 2; // being gzipped
export const kFlying = 3;  // its answer is awaited
export const kHanded = 4;  // given to a beacon in confirmed delivery: sent again unless the page is gone

// `,"sentAt":` is filled at each attempt with 13 digits until the year 2286.
const kSentAtBytes = 13;

/** A batch of the core, as it waits here. The text is ASCII (the core escapes the rest), so characters are bytes. */
export function toItem(batch, { sessionId, epoch, reason }) {
  return { ...batch, sessionId, epoch, reason, bytes: batch.text.length + (batch.sentAtOffset < 0 ? 0 : kSentAtBytes), state: kWaiting, key: batch.key ?? null };
}

/** The body of an item as it is sent now. `ahead`: what an earlier page's clock was ahead of the wall clock, ms. */
export function bodyOf({ text, sentAtOffset, ahead = 0 }) {
  return sentAtOffset < 0 ? text : text.slice(0, sentAtOffset) + (now() + ahead) + text.slice(sentAtOffset);
}

export function createQueue() {
  const items = new Set();
  let bytes = 0;
  let onEmpty = () => {};

  return {
    get bytes() { return bytes; },
    get size() { return items.size; },
    push(item) {
      items.add(item);
      bytes += item.bytes;
    },
    /** False if it has left before. */
    remove(item) {
      if (!items.delete(item)) return false;
      bytes -= item.bytes;
      if (items.size === 0) onEmpty();
      return true;
    },
    /** Resolves when the last item leaves. */
    drained: () => new Promise((resolve) => { onEmpty = resolve; }),
    all: () => [...items],
    /** A copy, so that it may be gone through while items leave. */
    inState: (...states) => [...items].filter(({ state }) => states.includes(state)),
  };
}
