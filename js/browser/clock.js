// The clock that stamps samples, marks and batches.

let ahead = -Infinity; // how far this clock is ahead of performance.now(), ms

/**
 * Epoch ms, monotonic within a page: the wall clock, except that steps backwards are ignored. Steps forwards are followed, since
 * they may be a sleep, during which performance.now() stands still everywhere but on Windows
 * (https://github.com/w3c/hr-time/issues/115): here the two look the same.
 */
export function now() {
  ahead = Math.max(ahead, Date.now() - performance.now());
  return Math.round(ahead + performance.now());
}
