// Answers in JSON, and errors that carry the status they stand for.

/** A request that cannot be served: `status` and `headers` for the answer, `path` the field at fault if it is one, `cause` an error that the log is told. */
export class HttpError extends Error {
  constructor(status, why, { path = null, headers = {}, cause } = {}) {
    super(why, { cause });
    Object.assign(this, { status, path, headers });
  }
}

const kUnreadMs = 30_000;  // an answer of which its reader takes nothing for so long is not kept for it any more

/** To be called when an answer is about to be sent: who stops reading it is let go. */
export const expectReader = (response) => response.setTimeout(kUnreadMs);

export const sendJson = (response, status, value, headers = {}) => sendText(response, status, `${JSON.stringify(value)}\n`, headers);

/** Answers with a text that is JSON already. */
export function sendText(response, status, text, headers = {}) {
  expectReader(response);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(text);
}

/** Answers `error`: what went wrong by its own status, anything unforeseen as a 500 that gives no inside away. */
export function sendError(response, error, headers = {}) {
  if (response.headersSent) return response.destroy();
  const known = error instanceof HttpError;
  const body = { status: 'rejected', ...(error.path ? { path: error.path } : {}), why: known ? error.message : 'the collector failed, its log says why' };
  sendJson(response, known ? error.status : 500, body, { ...headers, ...error.headers });
}
