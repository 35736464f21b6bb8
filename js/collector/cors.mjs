// CORS headers that let pages of other origins send batches here.
//
// A text beacon needs no permission. One with `application/json` is preflighted with credentials, and is silently lost unless the answer
// names the page's origin and allows credentials (measured in Chromium 156 and Firefox 153: `*` is not enough). No cookie is ever read
// here, so allowing credentials is safe. Only the ingest path answers other origins: pages of other sites must not read stored data.

const kPreflightSeconds = 7200;

/** Headers of every answer to a page of another origin. A page cannot read `Retry-After` unless it is exposed. */
export function corsHeaders(request) {
  const { origin } = request.headers;
  if (!origin) return { vary: 'Origin' };
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After',
    vary: 'Origin',
  };
}

/** Headers of the answer to a preflight. */
export function preflightHeaders(request) {
  return {
    ...corsHeaders(request),
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-allow-headers': 'Content-Type, Content-Encoding',
    'access-control-max-age': String(kPreflightSeconds),
  };
}
