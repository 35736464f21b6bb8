// Whether the thresholds are overfitted to the recordings. Each class of faults is left out in turn, the thresholds are chosen on the
// others, and the class left out is scored with them. If that is no worse than with the shipped thresholds, these hold for faults that they
// were not tuned on.
import { coreClaims } from './detectors.mjs';
import { addTrace, figures, newTally } from './measures.mjs';
import { readLines } from './recording.mjs';
import { readTruth } from './truth.mjs';

// What makes a gap a freeze: libwebrtc uses 3 and 150 (video_quality_observer2.cc), and so does the core.
const kFactors = [2, 2.5, 3, 3.5, 4];
const kIncreasesMs = [100, 150, 200];
const kShipped = { 'freeze.factor': 3, 'freeze.minIncreaseMs': 150 };
const settings = [
  kShipped,
  ...kFactors.flatMap((factor) => kIncreasesMs.map((ms) => ({ 'freeze.factor': factor, 'freeze.minIncreaseMs': ms }))),
];

// A recording is classed by the cause of its longest freeze; one without freezes is benign.
function classOf({ gaps }) {
  const longest = gaps.toSorted((a, b) => (b.end - b.start) - (a.end - a.start))[0];
  return longest ? longest.cause ?? 'no fault' : 'benign';
}

// Recall and precision for freezes of 200 ms or more, and of frozen time, as one number; 1 is best.
function goodness(calls) {
  const tally = newTally();
  for (const { name, truth, claims } of calls) addTrace(tally, name, truth, claims);
  const { recall200, precision200, covered, right } = figures(tally);
  const known = [recall200, precision200, covered, right].filter((value) => value !== null);
  return {
    value: known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : 1,
    falsePositives: tally.falsePositives.length,
  };
}

/**
 * [{left, recordings, chosen: parameters, with: goodness of the class with them, shipped: with the shipped ones, falsePositives: false
 * freezes}]
 */
export function leaveOneOut(core, recordings) {
  const calls = settings.map((parameters) => recordings.map(({ name, trace, truth: path }) => {
    const truth = readTruth(path);
    return { name, truth, kind: classOf(truth), claims: coreClaims(core, readLines(trace), parameters) };
  }));
  const kinds = [...new Set(calls[0].map(({ kind }) => kind))].sort();
  return kinds.map((left) => {
    const others = calls.map((all) => goodness(all.filter(({ kind }) => kind !== left)).value);
    const best = others.indexOf(Math.max(...others));
    const of = calls.map((all) => all.filter(({ kind }) => kind === left));
    const result = goodness(of[best]);
    return {
      left, recordings: of[0].length, chosen: settings[best], with: result.value, shipped: goodness(of[0]).value,
      falsePositives: result.falsePositives,
    };
  });
}

export function printLeaveOneOut(rows) {
  console.log('\nEach class left out while factor and increase were chosen on the others (1 s polls):');
  console.log('mean of recall and precision >= 200 ms, covered, right');
  for (const { left, recordings, chosen, with: value, shipped, falsePositives } of rows) {
    const thresholds = `factor ${chosen['freeze.factor']}, increase ${chosen['freeze.minIncreaseMs']} ms`;
    const figures = `${value.toFixed(3)}  as shipped ${shipped.toFixed(3)}  ${falsePositives} false positives`;
    console.log(`  ${left.padEnd(22)} ${String(recordings).padStart(3)} recordings  ${thresholds.padEnd(30)} ${figures}`);
  }
}
