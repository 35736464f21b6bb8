// A way of one's own out of the page: with a header that a beacon cannot carry, and as points, the plain form of samples.
import { createAgent } from 'rtc-vitals';

export function measure(connection, address, token) {
  const agent = createAgent({
    poll: 1,
    batch: 2,
    format: 'points',
    // `false` or a rejection: not taken, it comes again later. While the page is hidden nothing that takes time can be relied on but keepalive.
    async send(body, { hiding }) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const response = await fetch(address, { method: 'POST', body, headers, keepalive: hiding });
      return response.ok;
    },
  });
  agent.add(connection);
  return agent;
}
