// Sends data with your own request: with a header, which a beacon cannot have, and as points, the plain form of samples.
import { createAgent } from 'rtc-vitals';

export function measure(connection, address, token) {
  const agent = createAgent({
    poll: 1,
    batch: 2,
    format: 'points',
    // The response decides: 400, 413, 415 and 422 reject the body for good. After any other failure, or a rejection of the promise, it is
    // sent again. While the page is hidden, only keepalive requests can be relied on.
    send(body, { hiding }) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      return fetch(address, { method: 'POST', body, headers, keepalive: hiding });
    },
  });
  agent.add(connection);
  return agent;
}
