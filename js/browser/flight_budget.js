// The budget of bytes and requests in flight. Beacons and fetches share it, because browsers count them together.
import { kMaxBytesInFlight, kMaxRequestsInFlight } from './delivery_limits.js';

export function createFlightBudget() {
  let bytes = 0;
  let requests = 0;
  return {
    /** Whether `more` bytes may leave now. A body larger than the whole budget may leave if nothing else is in flight. */
    has: (more) => requests === 0 || (requests < kMaxRequestsInFlight && bytes + more <= kMaxBytesInFlight),
    /** Takes `more` bytes and one request. Returns an idempotent function that gives them back. */
    take(more) {
      bytes += more;
      requests += 1;
      let taken = true;
      return () => {
        if (!taken) return;
        taken = false;
        bytes -= more;
        requests -= 1;
      };
    },
  };
}
