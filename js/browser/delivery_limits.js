// The limits and times of the delivery, with reasons.

/**
 * Most bytes in flight. The Fetch standard allows 64 KiB of keepalive bodies, including beacons,
 * for the whole page; the rest is left to the page.
 */
export const kMaxBytesInFlight = 60_000;

/** Most requests in flight; Grafana Faro allows 9, Sentry 15. */
export const kMaxRequestsInFlight = 9;

/** How long a beacon counts as in flight: its arrival is not reported. */
export const kBeaconFlightMs = 3_000;

/** A request without a response has failed after this time. */
export const kRequestTimeoutMs = 30_000;

/**
 * Backoff with full jitter: the n-th wait is a random share of first * 2^n,
 * at most kLongestWaitMs ("Exponential Backoff And Jitter", AWS, 2015).
 */
export const kFirstWaitMs = 1_000;
export const kLongestWaitMs = 60_000;

/** From this many consecutive failures on, one attempt is made every kRestMs. */
export const kFailuresUntilRest = 6;
export const kRestMs = 120_000;

/** A longer Retry-After (RFC 9110 10.2.3) is cut to this. */
export const kLongestRetryAfterMs = 600_000;

/** When this many bytes are queued, no more batches are made: samples stay in the core, which drops the oldest and keeps the events. */
export const kQueueFullBytes = 120_000;

/** The same for a page that is hidden: higher, because it may not come back. */
export const kQueueMaxBytes = 600_000;

/**
 * In confirmed delivery, a batch handed to a beacon while hiding is sent again after this time,
 * with its response read, if the page is still alive.
 */
export const kConfirmAfterMs = 5_000;

/** Batches left behind by earlier page loads are sent up to this age, and up to this many. */
export const kCarryOverMaxAgeMs = 86_400_000;
export const kCarryOverMaxBatches = 100;

/** How long IndexedDB may take to open. */
export const kCarryOverOpenMs = 10_000;

/** Without navigator.locks it is unknown whether the page that stored a batch is still alive: until this age the batch is not touched. */
export const kCarryOverUnlockedMs = 120_000;
