// Answers in JSON, and errors that carry the status they stand for.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

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

export const sendJson = (response, status, value, headers = {}) => {
  const text = Buffer.from(`${JSON.stringify(value)}\n`);
  begin(response, status, text.length, headers);
  response.end(text);
};

/** Answers with a JSON text in `pieces`, buffers; no more of it is handed on than its reader takes. */
export function sendPieces(response, status, pieces, headers = {}) {
  begin(response, status, pieces.reduce((sum, { length }) => sum + length, 0), headers);
  return pipeline(Readable.from(pieces, { objectMode: false }), response).catch(() => {});  // its reader is gone
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

/** Answers `error`: what went wrong by its own status, anything unforeseen as a 500 that gives no inside away. */
export function sendError(response, error, headers = {}) {
  if (response.headersSent) return response.destroy();
  const known = error instanceof HttpError;
  const body = { status: 'rejected', ...(error.path ? { path: error.path } : {}), why: known ? error.message : 'the collector failed, its log says why' };
  sendJson(response, known ? error.status : 500, body, { ...headers, ...error.headers });
}
