// The sender's identity: session id, epoch (distinguishes the agents of one session), browser name, and whether the session is sampled.

/**
 * Limits of the core (core/session/session.h): bytes in UTF-8 of a session id, tag, label or mark;
 * bytes in UTF-8 of a token; number of tags.
 */
export const kMaxTextBytes = 128;
export const kMaxTokenBytes = 2048;
export const kMaxTags = 16;
export const bytesOf = (text) => new TextEncoder().encode(text).length;

/** A random id. Not by crypto.randomUUID(), which pages without TLS lack. */
export function newSessionId() {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** A random unsigned 32-bit number. */
export const newEpoch = () => crypto.getRandomValues(new Uint32Array(1))[0];

// The first match wins: a browser also claims to be those it descends from.
const kBrowsers = [
  ['edge', /\bEdgA?\/(\d+)/], ['opera', /\bOPR\/(\d+)/], ['samsung', /\bSamsungBrowser\/(\d+)/], ['firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['chrome', /(?:Chrome|CriOS)\/(\d+)/], ['safari', /\bVersion\/(\d+).*Safari/],
];

/** Browser and major version, like `chrome_156`; 'other' if unknown. */
export function platformOf(userAgent) {
  for (const [name, pattern] of kBrowsers) {
    const match = pattern.exec(userAgent);
    if (match) return `${name}_${match[1]}`;
  }
  return 'other';
}

/** True for the share `rate` of all session ids; the same id gets the same answer in every tab and on every reload. */
export function isSampled(sessionId, rate) {
  // FNV-1a, then the finalizer of MurmurHash3: FNV alone leaves the high bits of short texts alike.
  let hash = 0x811c9dc5;
  for (let i = 0; i < sessionId.length; i++) hash = Math.imul(hash ^ sessionId.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32 < rate;
}
