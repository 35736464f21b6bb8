// From the times of presented frames to the gaps that a viewer notices, and to whether the host disturbed the recording.

// The rule of libwebrtc's video_quality_observer2.cc: a gap is long relative to the mean of the 30 gaps before it.
const kWindow = 30;
const kMinWindow = 5;
const kFactor = 3;
const kMarginMs = 150;
// The first seconds of a picture are start-up, not a freeze.
const kWarmUpMs = 3000;
/** Gaps from this length on are reported to the reader of a recording. */
export const kLongGapMs = 1000;

/** Gaps {start, end, dur} of at least max(3 avg, avg + 150 ms). A gap still open at `until` ends there. */
export function longGaps(times, until) {
  const seen = times.filter((t) => t <= until);
  const recent = [];
  const found = [];
  seen.forEach((start, i) => {
    const end = seen[i + 1] ?? until;
    const dur = end - start;
    const mean = recent.reduce((sum, gap) => sum + gap, 0) / recent.length;
    const judged = recent.length >= kMinWindow && end - seen[0] > kWarmUpMs;
    if (judged && dur >= Math.max(kFactor * mean, mean + kMarginMs)) found.push({ start, end, dur });
    recent.push(dur);
    if (recent.length > kWindow) recent.shift();
  });
  return found;
}

export const overlap = (a, b) => Math.min(a.end, b.end) - Math.max(a.start, b.start);

/** Head of the truth file + {t0, tEnd, faults, groundTruthFreezes_*, frames, contamination, lateBeats}. Times in epoch ms. */
export function truthOf(head, { lines, tracks, faults, late }) {
  const polls = lines.filter((line) => line.report).map((line) => line.t);
  const [t0, tEnd] = [Math.min(...polls), Math.max(...polls)];
  const videos = tracks.filter((seen) => seen.kind === 'video');
  const gapsBy = (how) => videos.flatMap((seen) => longGaps(seen[how], Math.min(tEnd, seen.endedAt ?? tEnd))
    .map((gap) => ({ pc: seen.pc, track: seen.track, ...gap })));
  const closed = faults.map((fault) => ({ ...fault, end: fault.end ?? tEnd }));
  const rvfc = gapsBy('rvfc');
  const mstp = gapsBy('mstp');
  const lateBeats = Object.entries(late).flatMap(([who, spans]) => spans.map((span) => ({ ...span, why: `${who} heartbeat` })))
    .filter((span) => span.end > t0 && span.start < tEnd);
  return {
    ...head, t0, tEnd, faults: closed,
    groundTruthFreezes_rvfc: rvfc, groundTruthFreezes_mstp: mstp,
    frames: framesOf(videos),
    contamination: contamination(lateBeats, [...rvfc, ...mstp], closed),
    lateBeats,
  };
}

/** The authoritative gaps: the frame reader's if it saw anything, else those of presentation. */
export const gapsSeen = (truth) => Object.entries(truth.frames)
  .flatMap(([pc, { mstp }]) => (mstp ? truth.groundTruthFreezes_mstp : truth.groundTruthFreezes_rvfc).filter((gap) => gap.pc === pc));

function framesOf(videos) {
  const frames = {};
  for (const { pc, rvfc, mstp } of videos) {
    frames[pc] ??= { rvfc: 0, mstp: 0 };
    frames[pc].rvfc += rvfc.length;
    frames[pc].mstp += mstp.length;
  }
  return frames;
}

// Late beats this close to a fault may be caused by it.
const kAftermathMs = 300;

// Late beats that overlap a gap while no fault was on: the host caused those gaps.
function contamination(lateBeats, gaps, faults) {
  return lateBeats.filter((beat) => gaps.some((gap) => overlap(gap, beat) > 0)
    && !faults.some((fault) => beat.start < fault.end + kAftermathMs && beat.end > fault.start - kAftermathMs));
}
