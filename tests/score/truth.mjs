// What the viewer of a recorded call saw: which gaps between frames were freezes, and their causes.
import { readFileSync } from 'node:fs';

// During these, a gap is not a freeze: the sender sends no frames, or skips some to keep to the requested bitrate.
const kNoFreeze = new Set(['sender_paused', 'static_source', 'muted_video', 'counter_reset', 'benign_low_fps', 'benign_low_bitrate']);
// Neither a freeze nor a false positive: the frame reader saw frames that the page did not, or the viewer's whole machine slept.
const kIgnored = new Set(['cpu_main', 'host_sleep']);

const kCauses = {
  decoder_starved: 'keyframe-starvation',
  decoder_error: 'decoder-failure',
  keyframe_awaited: 'keyframe-starvation',
  network_cut: 'network-cut',
  network_cut_oneway: 'network-cut',
  congestion_ramp: 'congestion',
  congestion_collapse: 'congestion',
  bandwidth_cap: 'congestion',
  bufferbloat: 'congestion',
  packet_loss: 'packet-loss',
  jitter: 'jitter',
  cpu: 'decoder-overload',
};

const kBeforeMs = 300; // a fault takes effect with the next frame: its gap begins with the last frame before it
const kAfterMs = 3000; // the effects of a fault (a full queue, a missing key frame, a low bitrate) outlast it
const kMissingMs = 1000; // the time that a resuming picture may need; more is due to a fault

const concerns = (fault, gap) => fault.pc === gap.pc && (!fault.params?.track || !gap.track || fault.params.track === gap.track);
const within = (gap, fault, after) => gap.start >= fault.start - kBeforeMs && gap.start <= fault.end + after;

// The parts of a gap that were a freeze: [{start, end, cause, causes, continued?}]. `causes`: of faults that began together, each equally
// right; `continued`: continues the freeze of the previous part.
function frozenParts({ start, end }, faults) {
  const quiet = faults.find((fault) => kNoFreeze.has(fault.cls) && within({ start }, fault, kBeforeMs));
  if (quiet) return afterPause(quiet, end, faults);
  const harm = faults.filter((f) => kCauses[f.cls] && within({ start }, f, kAfterMs));
  const last = harm.at(-1);
  const causes = harm.filter((f) => last.start - f.start < kBeforeMs).map((f) => kCauses[f.cls]);
  const whole = { start, end, cause: causes.at(-1) ?? null, causes };
  const paused = last && faults.find((f) => kNoFreeze.has(f.cls) && f.start > start && f.start < end && f.end > last.end);
  if (!paused) return [whole];
  // when the sender resumes, the frames lost in the fault are still missing
  const rest = { start: paused.end, end, cause: null, causes: [], continued: true };
  return [{ ...whole, end: Math.max(last.end, paused.start) }, ...(end - paused.end >= kMissingMs ? [rest] : [])];
}

// A fault that begins during a pause and outlasts it: from the pause's end on, frames are missing. During a cut the end of the pause cannot
// be known, so a claim may begin as early as the fault (`earliest`).
function afterPause(pause, end, faults) {
  const harm = faults.find((f) => kCauses[f.cls] && f.start > pause.start && f.start < pause.end && f.end >= pause.end + kMissingMs);
  return harm && end > pause.end ? [
    { earliest: harm.start, start: pause.end, end, cause: kCauses[harm.cls], causes: [kCauses[harm.cls]] },
  ] : [];
}

// With `lines`, the polls that a detector got, nothing after the last of them counts, since nothing could be reported then.
// Returns {t0, tEnd, benign: no fault that freezes a picture, gaps: [{pc, track?, start, end, cause, causes, continued?, earliest?}],
// ignored: [{pc, start, end}]}, times in epoch ms.
export function readTruth(path, lines = null) {
  const truth = JSON.parse(readFileSync(path, 'utf8'));
  const until = lines ? Math.max(...lines.filter((line) => line.report).map((line) => line.t)) : truth.tEnd;
  const gaps = [];
  for (const gap of truthGaps(truth)) {
    const faults = truth.faults.filter((fault) => concerns(fault, gap));
    if (faults.some((fault) => kIgnored.has(fault.cls) && within(gap, fault, kAfterMs))) continue;
    const parts = frozenParts({ start: gap.start, end: Math.min(gap.start + gap.dur, until) }, faults)
      .filter(({ start, end }) => end > start);
    gaps.push(...parts.map((part) => ({ pc: gap.pc, track: gap.track, ...part })));
  }
  const ignored = truth.faults.filter((fault) => kIgnored.has(fault.cls)).map(({ pc, start, end }) => ({ pc, start, end: end + kAfterMs }));
  return { t0: truth.t0, tEnd: until, benign: !truth.faults.some((fault) => kCauses[fault.cls]), gaps, ignored };
}

// The frame reader in a worker misses no gap. requestVideoFrameCallback replaces it where there is no reader.
function truthGaps(truth) {
  const read = new Set(Object.entries(truth.frames ?? {}).filter(([, frames]) => frames.mstp > 0).map(([pc]) => pc));
  return [
    ...(truth.groundTruthFreezes_mstp ?? []).filter((gap) => read.has(gap.pc)),
    ...(truth.groundTruthFreezes_rvfc ?? []).filter((gap) => !read.has(gap.pc)),
  ];
}
