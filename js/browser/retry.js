// When to retry after a failure: not before the server asked for, and after an exponential backoff with jitter;
// after many failures, after a long rest.
import { kFailuresUntilRest, kFirstWaitMs, kLongestWaitMs, kRestMs } from './delivery_limits.js';

export function createRetry() {
  const now = () => performance.now();
  let failures = 0;
  let backoffUntil = 0;    // performance.now(), ms
  let retryAfterUntil = 0; // as the server asked
  return {
    get failures() { return failures; },
    waitMs: () => Math.max(0, backoffUntil - now(), retryAfterUntil - now()),
    succeeded() {
      failures = 0;
      backoffUntil = 0; // `retryAfterUntil` stays: this request may have been in flight before the server asked
    },
    /** `before`: the value of `failures` when the attempt began. Concurrent attempts that fail count as one failure. */
    failed(before, retryAfterMs = 0) {
      if (retryAfterMs > 0) retryAfterUntil = Math.max(retryAfterUntil, now() + retryAfterMs);
      if (failures > before) return;
      failures += 1;
      const wait = failures < kFailuresUntilRest ? Math.random() * Math.min(kLongestWaitMs, kFirstWaitMs * 2 ** failures) : kRestMs;
      backoffUntil = now() + wait;
    },
    /** The network or the page is back, which makes the backoff obsolete. */
    resetBackoff() { backoffUntil = 0; },
  };
}
