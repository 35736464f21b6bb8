// For how long a server asks not to be asked again: the header Retry-After (RFC 9110, 10.2.3), in seconds or as a date.

/** In ms from `now` on, at most `longestMs`; 0 where `response` asks for nothing, or for what is no time. */
export function retryAfterMs(response, longestMs, now = Date.now()) {
  const value = response.headers.get('retry-after');
  const ms = /^\d+$/.test(value) ? value * 1000 : Date.parse(value) - now;
  return Math.min(Math.max(ms || 0, 0), longestMs);
}
