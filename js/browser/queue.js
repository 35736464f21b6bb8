// The queue of batches to be sent, oldest first, and the state of each.
import { now } from './clock.js';

/** The states of a batch. */
export const kGone = 0;       // it has left the queue
export const kWaiting = 1;    // to be sent
export const kPacking = 2;    // being gzipped
export const kInFlight = 3;   // sent, awaiting the response
export const kHandedOver = 4; // given to a beacon in confirmed delivery: sent again if the page stays alive

// Each attempt fills in `,"sentAt":`: 13 digits until the year 2286.
const kSentAtBytes = 13;

/** Makes a queue item of a batch. The text is ASCII (the core escapes everything else), so its length is its size in bytes. */
export function toItem(batch, { sessionId, epoch, reason }) {
  return {
    ...batch, sessionId, epoch, reason, bytes: batch.text.length + (batch.sentAtOffset < 0 ? 0 : kSentAtBytes),
    state: kWaiting, key: batch.key ?? null,
  };
}

/** The body of an item if sent now. `ahead`: by how much the clock of an earlier page was ahead of the wall clock, ms. */
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
    /** Returns false if the item has already left. */
    remove(item) {
      if (!items.delete(item)) return false;
      bytes -= item.bytes;
      if (items.size === 0) onEmpty();
      return true;
    },
    /** Resolves when the last item leaves. */
    drained: () => new Promise((resolve) => { onEmpty = resolve; }),
    all: () => [...items],
    /** A copy, so that items may leave while it is iterated. */
    inState: (...states) => [...items].filter(({ state }) => states.includes(state)),
  };
}
