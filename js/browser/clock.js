// The time that samples, marks and batches are stamped with.

let ahead = -Infinity; // of performance.now()

/**
 * The wall clock, but for where it is set back: it never runs back within a page. Forward is taken over, since it may be sleep, in which performance.now()
 * stands on some systems (https://github.com/w3c/hr-time/issues/115). Epoch ms.
 */
export function now() {
  ahead = Math.max(ahead, Date.now() - performance.now());
  return Math.round(ahead + performance.now());
}
