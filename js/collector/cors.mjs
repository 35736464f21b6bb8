// What a browser must be told so that pages of other origins may send batches here.
//
// A beacon of text needs no permission. One that carries `application/json` is preflighted with credentials, and is
// lost without any error unless the answer names the page's origin and allows credentials (measured in Chromium 156
// and Firefox 153: `*` does not do). No cookie is ever read here, so allowing them gives nothing away.
// Only the ingest path answers other origins: what is stored is not for other sites' pages to read.

const kPreflightSeconds = 7200;

/** Headers of every answer to a page of another origin. `Retry-After` is hidden from a page unless exposed. */
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
