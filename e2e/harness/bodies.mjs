// The request bodies that a test's server receives.
import { gunzipSync } from 'node:zlib';

/** Resolves to the whole request body, as bytes. */
export async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A body as text. Gzip is recognised by its first bytes (RFC 1952), since a beacon cannot set a header for it. */
export const textOf = (body) => (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body).toString('utf8');
