// When to try again after a failure: when the server asked for it, else after a random wait that grows, else, after many failures, a long rest.
import { kFailuresUntilRest, kFirstWaitMs, kLongestWaitMs, kRestMs } from './delivery_limits.js';

export function createRetry() {
  const now = () => performance.now();
  let failures = 0;
  let guessed = 0; // until when, by our own guess
  let asked = 0;   // until when, as the server asked
  return {
    get failures() { return failures; },
    waitMs: () => Math.max(0, guessed - now(), asked - now()),
    succeeded() {
      failures = 0;
      guessed = 0; // what the server asked for stands: another request may have been under way before
    },
    /** `before`: `failures` when the attempt began. Attempts that fail together are one failure. */
    failed(before, retryAfterMs = 0) {
      if (retryAfterMs > 0) asked = Math.max(asked, now() + retryAfterMs);
      if (failures > before) return;
      failures += 1;
      const wait = failures < kFailuresUntilRest ? Math.random() * Math.min(kLongestWaitMs, kFirstWaitMs * 2 ** failures) : kRestMs;
      guessed = now() + wait;
    },
    /** The network or the page is back: what was guessed before says nothing any more. */
    forgive() { guessed = 0; },
  };
}
