// GET /v1/sessions/ID : tags, verdicts, every stream with every member that was sent, events and alerts.
//
// A day-long call has thousands of batches:
//   - They are read a few at a time, so that ingest is not delayed.
//   - Sessions are read one at a time. Each is read in a core of its own, which is discarded to free its memory.
//   - While a page looks at a live session, what was read of it is kept, thinned, so that its next request reads only the new batches.
//   - The answer consists of pieces, one per stream, since the whole may exceed the longest possible string.
//   - Identical requests share one reading, which is aborted when nobody waits for it any more.
//   - A repeated request gets a 304 if nothing came in since.
import { readFileSync } from 'node:fs';

import { alertJson } from './alerts.mjs';
import { HttpError } from './http.mjs';
import { checkNames, numberIn, wholeNumberIn } from './query.mjs';
import { SessionReading } from './session_reading.mjs';
import { prepareAll } from './sqlite.mjs';

const kKeptMs = 60_000;  // a reading is kept this long after it was last asked for, of a session that was heard in as short a time
const kMaxKept = 4;
const kMemberNames = /^[A-Za-z]+(,[A-Za-z]+)*$/;
const kPoints = { min: 2, max: 100_000 };
const { version: kVersion } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const kStatements = {
  session: 'SELECT * FROM sessions WHERE session_id = ?',
  epochs: `SELECT e.*, (SELECT flush FROM batch b WHERE b.epoch = e.id ORDER BY b.seq DESC LIMIT 1) AS last_flush
    FROM epoch e WHERE e.session = ? ORDER BY e.id`,
  state: `SELECT (SELECT max(b.id) FROM epoch e JOIN batch b ON b.epoch = e.id WHERE e.session = :session) AS batch,
    (SELECT e.epoch FROM epoch e WHERE e.session = :session ORDER BY e.id DESC LIMIT 1) AS epoch,
    (SELECT json_array(count(*), count(a.closed_t)) FROM epoch e JOIN stream st ON st.epoch = e.id JOIN alert a ON a.stream = st.id
      WHERE e.session = :session) AS alerts`,
  // Points have no sequence number: they are read in the order of their arrival.
  batches: `SELECT id, CASE format WHEN 'points' THEN id ELSE seq END AS place FROM batch WHERE epoch = ? AND id > ? ORDER BY place`,
  body: 'SELECT body FROM batch WHERE id = ?',
  alerts: 'SELECT * FROM alerts WHERE session_id = ? ORDER BY opened_at',
};

/** A row of the view `sessions` as JSON for the API. */
export const sessionJson = (row) => ({
  sessionId: row.session_id, tags: JSON.parse(row.tags), firstAt: row.first_ts, lastAt: row.last_ts, receivedAt: row.received_at,
});

const epochJson = (row) => ({
  epoch: row.epoch, clockOffset: row.clock_offset, endedAt: row.ended_at, lastFlush: row.last_flush,
  lost: { samples: row.lost_samples, batches: row.lost_batches },
});

// Which columns are wanted: { members, from, to, points }, with times on the collector's clock; null: no bound.
function wantedIn(query) {
  checkNames(query, ['id', 'members', 'from', 'to', 'points']);
  const members = query.get('members') ?? '';
  if (members && !kMemberNames.test(members)) throw new HttpError(400, 'must be comma-separated member names', { path: 'members' });
  const [from, to] = ['from', 'to'].map((name) => numberIn(query, name));
  return { members, from, to, points: wholeNumberIn(query, 'points', kPoints) };
}

// The ETag. Row ids are reused once a table is empty, so it includes the page's random epoch and the time of the last receipt.
// It includes the version, since another version may answer differently.
const tagOf = ({ epoch, batch, alerts }, receivedAt) => `"${[kVersion, epoch, receivedAt, batch, ...JSON.parse(alerts)].join('-')}"`;

// Whether an If-None-Match header lists `tag`, by weak comparison (RFC 9110, 13.1.2).
const lists = (header, tag) => header.split(',').some((known) => ['*', tag].includes(known.trim().replace(/^W\//, '')));

// Wasm limits a core's memory, and V8 limits the length of a string.
const isTooLarge = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError
  || error.code === 'ERR_STRING_TOO_LONG';

export class OneSession {
  #run;
  #last = Promise.resolve();
  #readings = new Map();  // request key -> { pieces, readers, abort }
  #kept = new Map();      // session and what was wanted -> { reading, timer }, the one asked for least recently first

  constructor(db) {
    this.#run = prepareAll(db, kStatements);
  }

  /**
   * Resolves to { pieces, tag }: the JSON answer as buffers to be concatenated, and its ETag. `pieces` is null if `knownTags`, an
   * If-None-Match header, lists the tag. `query` may restrict the answer to the columns of `members`, to the times between `from` and `to`,
   * and to at most `points` rows per stream. Abort `signal` when the answer is no longer needed.
   */
  async read({ loadCore, now }, sessionId, query, { knownTags = '', signal } = {}) {
    const wanted = wantedIn(query);
    const row = this.#run.session.get(sessionId);
    if (!row) throw new HttpError(404, 'no such session: GET /v1/sessions lists them', { path: 'sessionId' });
    const tag = tagOf(this.#run.state.get({ session: row.id }), row.received_at);
    if (lists(knownTags, tag)) return { pieces: null, tag };
    const pieces = await this.#shared(
      JSON.stringify([sessionId, tag, wanted]), signal,
      (abandoned) => this.#answer({ loadCore, now, row, sessionId, wanted }, abandoned),
    );
    return { pieces, tag };
  }

  /**
   * Resolves to the result of `work(signal)`, which runs after all earlier work, and only once for concurrent requests of the same `what`.
   */
  #shared(what, signal, work) {
    signal?.throwIfAborted();
    const reading = this.#readings.get(what) ?? this.#begin(what, work);
    reading.readers++;
    signal?.addEventListener('abort', () => {
      if (--reading.readers) return;
      reading.abort.abort();
      this.#forget(what, reading);
    }, { once: true });
    return reading.pieces;
  }

  #begin(what, work) {
    const abort = new AbortController();
    const pieces = this.#last.then(() => {
      abort.signal.throwIfAborted();
      return work(abort.signal);
    }).finally(() => this.#forget(what, reading));
    const reading = { pieces, readers: 0, abort };
    this.#readings.set(what, reading);
    this.#last = pieces.catch(() => {});
    return reading;
  }

  #forget(what, reading) {
    if (this.#readings.get(what) === reading) this.#readings.delete(what);
  }

  async #answer({ loadCore, now, row, sessionId, wanted }, signal) {
    const key = JSON.stringify([row.id, wanted]);
    const reading = this.#takeKept(key) ?? new SessionReading({ core: await loadCore(), run: this.#run, wanted });
    try {
      const { epochs, parts } = await reading.update(row.id, signal);
      const head = {
        now: now(), ...sessionJson(row), epochs: epochs.map(epochJson), connections: parts.flatMap((part) => part.connections),
        events: parts.flatMap((part) => part.events).sort((a, b) => a.t - b.t), alerts: this.#run.alerts.all(sessionId).map(alertJson),
      };
      const streams = parts.flatMap((part) => part.streams).flatMap((stream, i) => (i ? [Buffer.from(','), stream] : [stream]));
      if (reading.isReusable && now() - row.received_at < kKeptMs) this.#keep(key, reading);
      return [Buffer.from(`${JSON.stringify(head).slice(0, -1)},"streams":[`), ...streams, Buffer.from(']}\n')];
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      const why = `the session is too large to read with ${wanted.members ? 'these' : 'all'} members: request fewer members `
        + '(?members=rtt,bitrate) or fewer points (?points=2000), or query the view samples with SQL';
      throw new HttpError(422, why, { path: 'members', cause: error });
    }
  }

  #takeKept(key) {
    const kept = this.#kept.get(key);
    clearTimeout(kept?.timer);
    this.#kept.delete(key);
    return kept?.reading;
  }

  #keep(key, reading) {
    const timer = setTimeout(() => this.#kept.delete(key), kKeptMs).unref();
    this.#kept.set(key, { reading, timer });
    if (this.#kept.size > kMaxKept) this.#takeKept(this.#kept.keys().next().value);
  }

  /** The epoch with this row id was deleted. */
  forget(epoch) {
    for (const [key, { reading }] of [...this.#kept]) if (reading.has(epoch)) this.#takeKept(key);
  }
}
