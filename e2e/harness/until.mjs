// Waits for what a browser or a server brings about.
import { setTimeout as wait } from 'node:timers/promises';

const kEveryMs = 50;

/**
 * Resolves to what `condition()`, asked again and again, gives at last that is true. Rejects after `longestMs`; `what()`, or the text `what`, says then
 * what was waited for.
 */
export async function until(condition, what, longestMs = 30_000) {
  for (const end = performance.now() + longestMs; performance.now() < end; await wait(kEveryMs)) {
    const value = await condition();
    if (value) return value;
  }
  throw new Error(`${typeof what === 'function' ? what() : what} did not happen in ${longestMs / 1000} s`);
}
