// Every number of the delivery, with its reason.

/** Bytes in flight at one time. Fetch allows 64 KiB of keepalive bodies, beacons included, for the whole page; the rest is left to it. */
export const kMostBytesInFlight = 60_000;

/** Requests in flight at one time; Grafana Faro counts 9, Sentry 15. */
export const kMostRequestsInFlight = 9;

/** How long a beacon counts as in flight: nobody tells when it has arrived. */
export const kBeaconFlightMs = 3_000;

/** A request that has not been answered for so long has failed. */
export const kRequestTimeoutMs = 30_000;

/** Full jitter: the n-th wait is a random share of first * 2^n, at most kLongestWaitMs ("Exponential Backoff And Jitter", AWS, 2015). */
export const kFirstWaitMs = 1_000;
export const kLongestWaitMs = 60_000;

/** After so many failures in a row a single attempt is made per kRestMs. */
export const kFailuresUntilRest = 6;
export const kRestMs = 120_000;

/** A Retry-After (RFC 9110 10.2.3) beyond this is taken as this. */
export const kLongestRetryAfterMs = 600_000;

/** When so many bytes wait, samples stay in the core: it drops the oldest and keeps the events. */
export const kQueueFullBytes = 120_000;

/** A page that is hidden makes a batch of what there is up to here: it may not come back. */
export const kQueueMostBytes = 600_000;

/** A body that was given to a beacon while hiding is sent once more, with its answer read, if the page is still alive then. */
export const kConfirmAfterMs = 5_000;

/** What a page load left behind is sent by the next one if it is no older than this, and no more than so many batches. */
export const kCarryOverMostAgeMs = 86_400_000;
export const kCarryOverMostBatches = 100;

/** Without navigator.locks nobody knows whether the page that left a batch still lives: so long it is not touched. */
export const kCarryOverUnlockedMs = 120_000;
