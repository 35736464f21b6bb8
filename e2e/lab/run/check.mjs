// Checks whether a recording shows the faults of its case, or has to be made again.
import { gapsSeen, kLongGapMs, overlap } from './truth.mjs';

const kMaxPollGapMs = 2500;
const kMinFrames = 30;
const kMaxSpoiledMs = 400;
// A picture may need this long to recover after a fault.
const kAftermathMs = 12_000;

// Fault classes that freeze the picture for as long as they last.
const kFreezing = ['decoder_starved', 'decoder_error', 'sender_paused', 'network_cut', 'network_cut_oneway'];
// Fault classes that may disturb polls and frames on this machine in any way.
const kDisturbing = ['cpu', 'cpu_main', 'host_sleep'];

const seconds = (ms) => (ms / 1000).toFixed(1);

/** {problems, notes, spoiled}. spoiled: the host disturbed the recording; the same case may succeed next time. */
export function check(truth, lines) {
  const at = ({ start }) => seconds(start - truth.t0);
  const classesOf = (gap) => truth.faults.filter((fault) => explains(fault, gap)).map((fault) => fault.cls);
  const gaps = gapsSeen(truth);
  const unexplained = gaps.filter((gap) => gap.dur >= kLongGapMs && !classesOf(gap).length);
  const spoiledMs = truth.contamination.reduce((sum, beat) => sum + beat.end - beat.start, 0);
  const problems = [
    ...pollProblems(truth, lines),
    ...Object.entries(truth.frames).filter(([, frames]) => frames.rvfc < kMinFrames)
      .map(([pc, frames]) => `${pc}: only ${frames.rvfc} frames`),
    ...truth.faults.filter((fault) => kFreezing.includes(fault.cls) && truth.frames[fault.pc] && !froze(fault, gaps))
      .map((fault) => `${fault.cls} at ${at(fault)} did not freeze the picture of ${fault.pc}`),
    ...unexplained.map((gap) => `${gap.pc}: the picture froze for ${seconds(gap.dur)} s at ${at(gap)} without a fault`),
    ...(spoiledMs > kMaxSpoiledMs ? [`the host stalled for ${Math.round(spoiledMs)} ms while no fault was active`] : []),
  ];
  const notes = gaps.filter((gap) => gap.dur >= kLongGapMs)
    .map((gap) => `${gap.pc} ${at(gap)}+${seconds(gap.dur)} (${classesOf(gap).join(', ') || 'no fault'})`);
  return { problems, notes, spoiled: spoiledMs > kMaxSpoiledMs || unexplained.length > 0 };
}

const explains = (fault, gap) => fault.pc === gap.pc && gap.start < fault.end + kAftermathMs && gap.end > fault.start
  && (!fault.params.track || fault.params.track === gap.track);

function froze(fault, gaps) {
  const ms = gaps.filter((gap) => explains(fault, gap)).reduce((sum, gap) => sum + Math.max(0, overlap(gap, fault)), 0);
  const length = fault.end - fault.start;
  return length < kLongGapMs || ms > length / 2;
}

function pollProblems(truth, lines) {
  if (truth.faults.some((fault) => kDisturbing.includes(fault.cls))) return [];
  return ['caller', 'callee'].flatMap((pc) => {
    const times = lines.filter((line) => line.pc === pc && line.report).map((line) => line.t);
    const longest = Math.max(0, ...times.slice(1).map((t, i) => t - times[i]));
    return longest > kMaxPollGapMs ? [`${pc}: ${Math.round(longest)} ms between polls`] : [];
  });
}
