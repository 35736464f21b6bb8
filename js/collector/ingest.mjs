// POST /v1/telemetry/ingest: the core validates the batch, which is acknowledged once it is on disk.
import { gunzipSync } from 'node:zlib';

import { corsHeaders, preflightHeaders } from './cors.mjs';
import { HttpError, sendJson } from './http.mjs';

// The largest body, as sent and inflated: what browsers let a page have in flight (64 KiB, Fetch standard).
const kMaxBodyBytes = 64 * 1024;

// A body over the limit is read and discarded up to here, so that its sender gets to read the answer.
const kMaxDiscardBytes = 16 * kMaxBodyBytes;

const kTypes = ['text/plain', 'application/json'];
// The dates with a four-digit year, which is also the range of SQLite's date functions.
const [kFirstDate, kLastDate] = ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'].map(Date.parse);

const kRetrySeconds = 5;  // after a failed write; the page keeps its batch meanwhile

const tooLarge = (what) => new HttpError(413, `${what} is larger than ${kMaxBodyBytes} bytes: send fewer samples per batch`, {
  headers: { connection: 'close' },
});

function checkType(request) {
  const type = (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
  if (type && !kTypes.includes(type)) throw new HttpError(
    415, `content type ${type.slice(0, 100)} is not supported: send ${kTypes.join(', ')} or none`,
  );
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (!['identity', 'gzip'].includes(encoding)) throw new HttpError(
    415, `content encoding ${encoding.slice(0, 100)} is not supported: send gzip or none`,
  );
}

// Copies the chunks, each of which takes hundreds of bytes more than its length: one byte per chunk would fill megabytes.
async function readBody(request) {
  const body = Buffer.allocUnsafe(Math.min(request.headers['content-length'] ?? kMaxBodyBytes, kMaxBodyBytes));
  let size = 0;
  for await (const chunk of request) {
    chunk.copy(body, size);
    size += chunk.length;
    if (size > kMaxDiscardBytes) break;
  }
  if (size > kMaxBodyBytes) throw tooLarge('the body');
  return body.subarray(0, size);
}

// A beacon cannot set Content-Encoding, so gzip is recognized by its first bytes (RFC 1952).
function inflate(body) {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: kMaxBodyBytes });
  } catch (error) {
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('the decompressed body');
    throw new HttpError(400, `the body starts like gzip but cannot be decompressed: ${error.message}`, { path: 'body' });
  }
}

function toText(body) {
  if (body.length === 0) throw new HttpError(400, 'is empty: send a batch', { path: 'body' });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new HttpError(400, 'is not UTF-8 text', { path: 'body' });
  }
}

function decode(core, text) {
  const decoded = JSON.parse(core.decodeBatch(text));
  if (!decoded.ok) throw new HttpError(400, decoded.why, { path: decoded.path || 'body' });
  return decoded;
}

// Rejects times that are not a valid date after correction of the page's clock (schema.mjs): no page, calendar or SQL could show them.
function checkDates({ sentAt, polls, events }, receivedAt) {
  if (sentAt === null) return;  // points: the core accepts only such dates in them
  const offset = receivedAt - sentAt;
  const pollTimes = polls.count ? [polls.first, polls.last] : [];
  for (const [path, times] of [['connections', pollTimes], ['events', events.map(({ t }) => t)]]) {
    const wrong = times.find((t) => !(t + offset >= kFirstDate && t + offset <= kLastDate));
    if (wrong !== undefined) throw new HttpError(
      400, `the time ${wrong} is outside the years 0 to 9999 for a batch sent at ${sentAt}`, { path },
    );
  }
}

/** Handles one request; `commit({ decoded, body, receivedAt })` resolves when the batch is on disk. */
export async function handleIngest(request, response, { core, commit, now }) {
  if (request.method === 'OPTIONS') return response.writeHead(204, preflightHeaders(request)).end();
  if (request.method !== 'POST') throw new HttpError(405, `${request.method} is not supported here: POST a batch`, {
    headers: { allow: 'POST, OPTIONS' },
  });
  checkType(request);
  const body = inflate(await readBody(request));
  const receivedAt = now();
  const decoded = decode(core, toText(body));
  checkDates(decoded, receivedAt);
  try {
    await commit({ decoded, body, receivedAt });
  } catch (error) {
    throw new HttpError(503, `the batch could not be stored (${error.message}): send it again later`, {
      headers: { 'retry-after': String(kRetrySeconds) },
    });
  }
  sendJson(response, 202, { status: 'accepted', processed: decoded.polls.count }, corsHeaders(request));
}
