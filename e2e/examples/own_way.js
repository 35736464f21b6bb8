// A way of one's own out of the page: with a header that a beacon cannot carry, and as points, the plain form of samples.
import { createAgent } from 'rtc-vitals';

export function measure(connection, address, token) {
  const agent = createAgent({
    poll: 1,
    batch: 2,
    format: 'points',
    // The answer is looked at: 400, 413, 415 and 422 refuse the body for good, after any other that is no success, and after a rejection, it comes again.
    // While the page is hidden nothing that takes time can be relied on but keepalive.
    send(body, { hiding }) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      return fetch(address, { method: 'POST', body, headers, keepalive: hiding });
    },
  });
  agent.add(connection);
  return agent;
}
