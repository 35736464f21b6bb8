// What is in flight, in bytes and requests: one budget for beacons and fetches, because browsers count them together.
import { kMostBytesInFlight, kMostRequestsInFlight } from './delivery_limits.js';

export function createFlightBudget() {
  let bytes = 0;
  let requests = 0;
  return {
    /** Whether so many bytes may leave now. Something larger than all there is may leave alone. */
    has: (more) => requests === 0 || (requests < kMostRequestsInFlight && bytes + more <= kMostBytesInFlight),
    /** Takes them; returns the function that gives them back, once. */
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
