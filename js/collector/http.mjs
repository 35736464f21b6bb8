// JSON answers, and errors that carry their HTTP status.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * A request that cannot be served: `status` and `headers` of the answer,
 * `path` of the invalid field if there is one, `cause` an error for the log.
 */
export class HttpError extends Error {
  constructor(status, why, { path = null, headers = {}, cause } = {}) {
    super(why, { cause });
    Object.assign(this, { status, path, headers });
  }
}

const kUnreadMs = 30_000;  // a connection whose client reads nothing of an answer for this long is dropped

/** Call it before sending an answer: drops the connection if the client stops reading. */
export const expectReader = (response) => response.setTimeout(kUnreadMs);

export const sendJson = (response, status, value, headers = {}) => {
  const text = Buffer.from(`${JSON.stringify(value)}\n`);
  begin(response, status, text.length, headers);
  response.end(text);
};

/** Answers with a JSON text in `pieces` (buffers), with backpressure. */
export function sendPieces(response, status, pieces, headers = {}) {
  begin(response, status, pieces.reduce((sum, { length }) => sum + length, 0), headers);
  return pipeline(Readable.from(pieces, { objectMode: false }), response).catch(() => {});  // the client is gone
}

function begin(response, status, length, headers) {
  expectReader(response);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
}

/** Answers with `error`: an HttpError with its own status, anything else with a 500 that reveals no internals. */
export function sendError(response, error, headers = {}) {
  if (response.headersSent) return response.destroy();
  const known = error instanceof HttpError;
  const body = {
    status: 'rejected', ...(error.path ? { path: error.path } : {}),
    why: known ? error.message : 'the collector failed: see its log',
  };
  sendJson(response, known ? error.status : 500, body, { ...headers, ...error.headers });
}
