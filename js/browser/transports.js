// The transports: a beacon, a fetch that outlives the page (keepalive), the app's own function.
import { retryAfterMs } from '../retry_after.js';
import { textOf } from './errors.js';
import { kLongestRetryAfterMs, kRequestTimeoutMs } from './delivery_limits.js';
import { bodyOf } from './queue.js';

// Statuses that refuse the body itself: sending it again cannot help. Any other failure may be temporary.
const kRefused = [400, 413, 415, 422];

const isPoints = (settings) => settings.format === 'points';

/**
 * Whether a beacon can carry the batches. Points are application/json: a cross-origin beacon of that type is silently lost
 * unless the preflight allows credentials, so fetch is used. So it is in confirmed delivery, where a beacon's body is sent
 * again: points have nothing to detect duplicates by.
 */
export const beaconCarries = (settings, url) => !settings.send
  && !(isPoints(settings) && (url.origin !== location.origin || settings.delivery === 'confirmed'));

/** True if the browser accepted the body, which it may also claim when the page's policy blocks it. */
export function sendBeacon(settings, url, item, packed) {
  const body = packed ?? bodyOf(item);
  try {
    // A text needs no preflight; back ends for points parse application/json only.
    return navigator.sendBeacon(url, isPoints(settings) && !packed ? new Blob([body], { type: 'application/json' }) : body);
  } catch {
    return false;
  }
}

async function toOutcome(response, url) {
  // An opaque response (no-cors) only says that the server was reached.
  if (response.ok || response.type === 'opaque') return { taken: true };
  const why = (await response.text().catch(() => '')).slice(0, 200);
  const answered = response.type === 'opaqueredirect'
    ? "redirects: set option 'url' to the final address" : `returned ${response.status}${why && `: ${why}`}`;
  return {
    taken: false,
    refused: kRefused.includes(response.status),
    retryAfterMs: retryAfterMs(response, kLongestRetryAfterMs),
    message: `${url.origin}${url.pathname} ${answered}`,
  };
}

/** Posts by fetch(keepalive). Resolves to {taken, refused?, retryAfterMs?, message?}; never rejects. `packed` replaces the body. */
export async function post(settings, url, item, packed) {
  const confirmed = settings.delivery === 'confirmed';
  // Otherwise fetch is used like a beacon: the response needs no CORS headers and is not read.
  const readsAnswer = confirmed || isPoints(settings);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: packed ?? bodyOf(item),
      keepalive: true,
      credentials: 'same-origin',
      // Most redirects turn a POST into a GET without a body, whose response confirms nothing, and fetch does not tell which kind it was.
      redirect: confirmed ? 'manual' : 'follow',
      mode: readsAnswer ? 'cors' : 'no-cors',
      headers: packed ? {} : { 'content-type': isPoints(settings) ? 'application/json' : 'text/plain;charset=UTF-8' },
      signal: AbortSignal.timeout(kRequestTimeoutMs),
    });
    return await toOutcome(response, url);
  } catch (error) {
    // Browsers do not tell a page which of the two happened.
    const orForbidden = readsAnswer && url.origin !== location.origin && error?.name === 'TypeError'
      ? `, or does not allow ${location.origin} in Access-Control-Allow-Origin` : '';
    return { taken: false, message: `${url.origin}${url.pathname} cannot be reached (${textOf(error)})${orForbidden}` };
  }
}

/**
 * Passes the body to the app's own function. `false`, a Response that is not ok, a rejection or a timeout means not taken;
 * a Response with a status of kRefused means never. Resolves like post(); never rejects.
 */
export async function callSend(settings, item, hiding) {
  const { sessionId, epoch, seq, reason, samples, bytes } = item;
  let timer;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no response within ${kRequestTimeoutMs / 1000} s`)), kRequestTimeoutMs);
  });
  try {
    const answer = await Promise.race([
      settings.send(bodyOf(item), { sessionId, epoch, seq, reason, samples, bytes, hiding, format: settings.format }), late,
    ]);
    if (answer !== false && (answer?.ok !== false || answer.type === 'opaque')) return { taken: true };
    return {
      taken: false,
      refused: kRefused.includes(answer.status),
      retryAfterMs: retryAfterMs(answer, kLongestRetryAfterMs),
      message: `send() returned ${answer.status ?? answer}`,
    };
  } catch (error) {
    return { taken: false, message: `send() failed (${textOf(error)})` };
  } finally {
    clearTimeout(timer);
  }
}

/** The gzipped body. It is sent without a content type; the collector recognises gzip by its first bytes. */
export async function gzip(item) {
  const stream = new Blob([bodyOf(item)]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
