// How well claimed freezes agree with the true ones.
//
// A claim: {pc, track, start, end, durationMs, count, precision, cause, confidence}. With precision `interval` the freeze is somewhere
// between start and end.

const overlap = (a, b) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const sameStream = (claim, gap) => claim.pc === gap.pc && (!gap.track || claim.track === gap.track);
const ratio = (part, whole) => (whole > 0 ? part / whole : null);

export const kLengths = [200, 500, 1000];

export function newTally() {
  return {
    truth: Object.fromEntries(kLengths.map((ms) => [ms, { all: 0, found: 0 }])),
    claims: Object.fromEntries(kLengths.map((ms) => [ms, { all: 0, right: 0 }])),
    benignMs: 0, benignFalse: 0, truthMs: 0, coveredMs: 0, claimedMs: 0, rightMs: 0,
    startErrors: [], delays: [], causes: [], missed: [], falsePositives: [],
  };
}

// Adds one trace. A claim's `reportedAt` is the time at which it was first reported, in ms, if the detector provides it.
export function addTrace(tally, name, { t0, tEnd, benign, gaps, ignored }, claims) {
  const counted = claims.filter((claim) => !ignored.some((zone) => zone.pc === claim.pc && overlap(zone, claim) > 0));
  for (const gap of gaps) addGap(tally, name, gap, counted.filter((claim) => sameStream(claim, gap) && overlap(claim, gap) > 0));
  for (const claim of counted) addClaim(tally, name, claim, gaps.filter((gap) => sameStream(claim, gap) && overlap(claim, gap) > 0));
  if (benign) {
    tally.benignMs += tEnd - t0;
    tally.benignFalse += counted.filter((claim) => !gaps.some((gap) => sameStream(claim, gap) && overlap(claim, gap) > 0)).length;
  }
  return tally;
}

function addGap(tally, name, gap, claims) {
  const length = gap.end - gap.start;
  for (const ms of kLengths) {
    if (length < ms) continue;
    ++tally.truth[ms].all;
    if (claims.length) ++tally.truth[ms].found;
  }
  if (!claims.length) tally.missed.push({ name, ...gap });
  tally.truthMs += length;
  tally.coveredMs += Math.min(length, claims.reduce((sum, claim) => sum + Math.min(overlap(claim, gap), claim.durationMs), 0));
  const best = claims.toSorted((a, b) => overlap(b, gap) - overlap(a, gap))[0];
  if (!best) return;
  if (length >= 1000 && !gap.continued) {
    tally.startErrors.push({ name, ms: Math.max(0, (gap.earliest ?? gap.start) - best.start, best.start - gap.start) });
    if (best.reportedAt !== undefined) tally.delays.push(best.reportedAt - gap.start);
  }
  if (!gap.cause) return;
  tally.causes.push({
    name, at: gap.start, ms: length, actual: gap.causes.includes(best.cause) ? best.cause : gap.cause, claimed: best.cause,
    confidence: best.confidence, evidence: best.evidence,
  });
}

function addClaim(tally, name, claim, gaps) {
  const right = Math.min(claim.durationMs, gaps.reduce((sum, gap) => sum + overlap(claim, gap), 0));
  const each = claim.durationMs / claim.count;
  for (const ms of kLengths) {
    if (each < ms) continue;
    ++tally.claims[ms].all;
    if (gaps.length) ++tally.claims[ms].right;
  }
  if (!gaps.length) tally.falsePositives.push({ name, ...claim });
  const either = gaps.reduce((sum, gap) => sum + (gap.earliest ? overlap(claim, { start: gap.earliest, end: gap.start }) : 0), 0);
  tally.claimedMs += claim.durationMs - either;
  tally.rightMs += right;
}

const quantile = (sorted, q) => (sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] : null);

// The figures of a table row.
export function figures(tally) {
  const errors = tally.startErrors.map((e) => e.ms).toSorted((a, b) => a - b);
  const delays = tally.delays.toSorted((a, b) => a - b);
  const long = tally.causes.filter((c) => c.ms >= 1000);
  return {
    ...Object.fromEntries(kLengths.map((ms) => [`recall${ms}`, ratio(tally.truth[ms].found, tally.truth[ms].all)])),
    ...Object.fromEntries(kLengths.map((ms) => [`precision${ms}`, ratio(tally.claims[ms].right, tally.claims[ms].all)])),
    falsePerHour: ratio(3_600_000 * tally.benignFalse, tally.benignMs),
    covered: ratio(tally.coveredMs, tally.truthMs),
    right: ratio(tally.rightMs, tally.claimedMs),
    startMedianMs: quantile(errors, 0.5),
    startP95Ms: quantile(errors, 0.95),
    delayMedianMs: quantile(delays, 0.5),
    cause: ratio(long.filter((c) => c.actual === c.claimed).length, long.length),
    causeShort: ratio(tally.causes.filter((c) => c.ms < 1000 && c.actual === c.claimed).length, tally.causes.length - long.length),
  };
}
