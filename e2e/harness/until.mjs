// Waits for a condition in a browser or a server.
import { setTimeout as wait } from 'node:timers/promises';

const kEveryMs = 50;

/**
 * Polls `condition()` and resolves to its first truthy result. Rejects after `longestMs` with a message that includes `what`: a string, or
 * a function that returns one.
 */
export async function until(condition, what, longestMs = 30_000) {
  for (const end = performance.now() + longestMs; performance.now() < end; await wait(kEveryMs)) {
    const value = await condition();
    if (value) return value;
  }
  throw new Error(`${typeof what === 'function' ? what() : what} did not happen in ${longestMs / 1000} s`);
}
