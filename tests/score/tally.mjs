// The claims of one detector against the truth.
import { addTrace, newTally } from './measures.mjs';
import { readLines } from './recording.mjs';
import { readTruth } from './truth.mjs';

/**
 * Resolves to the tally of `recordings` (recordingsIn); `polls`: which of them the detector gets (readLines); `claimsOf(lines)` returns its
 * claims, or a promise of them.
 */
export async function tallyOf(recordings, polls, claimsOf) {
  const tally = newTally();
  for (const { name, trace, truth } of recordings) {
    const lines = readLines(trace, polls);
    addTrace(tally, name, readTruth(truth, lines), await claimsOf(lines));
  }
  return tally;
}
