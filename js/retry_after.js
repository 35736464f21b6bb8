// The header Retry-After (RFC 9110, 10.2.3), in seconds or as a date: how long a server wants no further request.

/** In ms from `now`, at most `longestMs`; 0 if `response` has no such header, no headers or an invalid one. */
export function retryAfterMs(response, longestMs, now = Date.now()) {
  const value = response.headers?.get?.('retry-after');
  const ms = /^\d+$/.test(value) ? value * 1000 : Date.parse(value) - now;
  return Math.min(Math.max(ms || 0, 0), longestMs);
}
