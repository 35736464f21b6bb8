// GET /v1/sessions/ID : tags, verdicts, every stream with every member that was sent, events and alerts.
//
// A day-long call has thousands of batches:
//   - They are read a few at a time, so that ingest is not delayed.
//   - Sessions are read one at a time, so that only one is in memory. Each is read in a core of its own, which is discarded to free its memory.
//   - The answer consists of pieces, one per stream, since the whole may exceed the longest possible string.
//   - Identical requests share one reading, which is aborted when nobody waits for it any more.
//   - A repeated request gets a 304 if nothing came in since.
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

import { alertJson } from './alerts.mjs';
import { HttpError } from './http.mjs';
import { prepareAll } from './sqlite.mjs';

const kBatchesATurn = 8;
const kMemberNames = /^[A-Za-z]+(,[A-Za-z]+)*$/;
const kPoints = { least: 2, most: 100_000 };
const { version: kVersion } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const kStatements = {
  session: 'SELECT * FROM sessions WHERE session_id = ?',
  epochs: `SELECT e.*, (SELECT flush FROM batch b WHERE b.epoch = e.id ORDER BY b.seq DESC LIMIT 1) AS last_flush
    FROM epoch e WHERE e.session = ? ORDER BY e.id`,
  state: `SELECT (SELECT max(b.id) FROM epoch e JOIN batch b ON b.epoch = e.id WHERE e.session = :session) AS batch,
    (SELECT e.epoch FROM epoch e WHERE e.session = :session ORDER BY e.id DESC LIMIT 1) AS epoch,
    (SELECT json_array(count(*), count(a.closed_t)) FROM epoch e JOIN stream st ON st.epoch = e.id JOIN alert a ON a.stream = st.id
      WHERE e.session = :session) AS alerts`,
  batches: 'SELECT id FROM batch WHERE epoch = ? ORDER BY seq',
  body: 'SELECT body FROM batch WHERE id = ?',
  alerts: 'SELECT * FROM alerts WHERE session_id = ? ORDER BY opened_at',
};

/** A row of the view `sessions` as JSON for the API. */
export const sessionJson = (row) => ({
  sessionId: row.session_id, tags: JSON.parse(row.tags), firstAt: row.first_ts, lastAt: row.last_ts, receivedAt: row.received_at,
});

const epochJson = (row) => ({
  epoch: row.epoch, clockOffset: row.clock_offset, endedAt: row.ended_at, lastFlush: row.last_flush, lost: { samples: row.lost_samples, batches: row.lost_batches },
});

function numberIn(query, name) {
  if (!query.has(name)) return null;
  const number = Number(query.get(name) || NaN);
  if (!Number.isFinite(number)) throw new HttpError(400, 'must be a number', { path: name });
  return number;
}

// Which columns are wanted: { members, from, to, points }, with times on the collector's clock; null: no bound.
function wantedIn(query) {
  const members = query.get('members') ?? '';
  if (members && !kMemberNames.test(members)) throw new HttpError(400, 'must be names of members with commas between', { path: 'members' });
  const [from, to, points] = ['from', 'to', 'points'].map((name) => numberIn(query, name));
  if (points !== null && !(Number.isInteger(points) && points >= kPoints.least && points <= kPoints.most)) {
    throw new HttpError(400, `must be a whole number from ${kPoints.least} to ${kPoints.most}`, { path: 'points' });
  }
  return { members, from, to, points };
}

// The ETag. Row ids are reused once a table is empty, so it includes the page's random epoch and the time of the last receipt. It includes the version, since
// another version may answer differently.
const tagOf = ({ epoch, batch, alerts }, receivedAt) => `"${[kVersion, epoch, receivedAt, batch, ...JSON.parse(alerts)].join('-')}"`;

// Whether an If-None-Match header lists `tag`, by weak comparison (RFC 9110, 13.1.2).
const names = (header, tag) => header.split(',').some((known) => ['*', tag].includes(known.trim().replace(/^W\//, '')));

// Wasm limits a core's memory, and V8 limits the length of a string.
const isTooLarge = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error.code === 'ERR_STRING_TOO_LONG';

export class OneSession {
  #run;
  #last = Promise.resolve();
  #readings = new Map();  // request key -> { pieces, readers, abort }

  constructor(db) {
    this.#run = prepareAll(db, kStatements);
  }

  /**
   * Resolves to { pieces, tag }: the JSON answer as buffers to be concatenated, and its ETag. `pieces` is null if `knownTags`, an If-None-Match header, lists
   * the tag. `query` may restrict the answer to the columns of `members`, to the times between `from` and `to`, and to at most `points` rows per stream.
   * Abort `signal` when the answer is no longer needed.
   */
  async read({ loadCore, now }, sessionId, query, { knownTags = '', signal } = {}) {
    const wanted = wantedIn(query);
    const row = this.#run.session.get(sessionId);
    if (!row) throw new HttpError(404, 'no such session: GET /v1/sessions lists them', { path: 'sessionId' });
    const tag = tagOf(this.#run.state.get({ session: row.id }), row.received_at);
    if (names(knownTags, tag)) return { pieces: null, tag };
    const pieces = await this.#shared(JSON.stringify([sessionId, tag, wanted]), signal, (abandoned) => this.#answer({ loadCore, now, row, sessionId, wanted }, abandoned));
    return { pieces, tag };
  }

  /** Resolves to the result of `work(signal)`, which runs after all earlier work, and only once for concurrent requests of the same `what`. */
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

  async #answer({ loadCore, wanted, ...rest }, signal) {
    try {
      return await this.#read({ core: await loadCore(), wanted, ...rest }, signal);
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      const why = `the session is too large to be read with ${wanted.members ? 'these' : 'all'} members: ask for fewer (?members=rtt,bitrate) or for what a plot can show (?points=2000), or read the view samples with SQL`;
      throw new HttpError(422, why, { path: 'members', cause: error });
    }
  }

  async #read({ core, now, row, sessionId, wanted }, signal) {
    const epochs = this.#run.epochs.all(row.id);
    // Thinning needs both bounds, and the same ones in every epoch.
    const bounds = wanted.points === null ? wanted : { ...wanted, from: wanted.from ?? row.first_ts, to: wanted.to ?? row.last_ts };
    const parts = [];
    for (const epoch of epochs) parts.push(await this.#readEpoch(core, epoch, bounds, signal));
    const head = {
      now: now(), ...sessionJson(row), epochs: epochs.map(epochJson), connections: parts.flatMap((part) => part.connections),
      events: parts.flatMap((part) => part.events).sort((a, b) => a.t - b.t), alerts: this.#run.alerts.all(sessionId).map(alertJson),
    };
    const streams = parts.flatMap((part) => part.streams).flatMap((stream, i) => (i ? [Buffer.from(','), stream] : [stream]));
    return [Buffer.from(`${JSON.stringify(head).slice(0, -1)},"streams":[`), ...streams, Buffer.from(']}\n')];
  }

  async #readEpoch(core, { id, epoch, clock_offset: clockOffset }, { members, from, to, points }, signal) {
    const offset = clockOffset ?? 0;
    const stored = new core.StoredEpoch(members, (from ?? -Infinity) - offset, (to ?? Infinity) - offset, points ?? 0);
    for (const [i, batch] of this.#run.batches.all(id).entries()) {
      if (i % kBatchesATurn === kBatchesATurn - 1) await setImmediate(undefined, { signal });
      const found = this.#run.body.get(batch.id);
      const why = found && stored.addBatch(gunzipSync(found.body).toString('utf8'));
      if (why) throw new Error(`a stored batch of epoch ${epoch} cannot be read: ${why}`);
    }
    const atReceipt = (found) => ({ ...found, start: found.start + offset, end: found.end + offset });
    const part = {
      events: JSON.parse(stored.events()).map(({ t, ...event }) => ({ t: t + offset, ...event, epoch })),
      connections: JSON.parse(stored.connections())
        .map(({ freezes, episodes, notes, ...rest }) => ({ epoch, ...rest, freezes: freezes.map(atReceipt), episodes: episodes.map(atReceipt), notes: notes.map(atReceipt) })),
      streams: [],
    };
    for (let i = 0; i < stored.streamCount(); i++) {
      part.streams.push(Buffer.from(stored.stream(i, epoch, offset)));
      await setImmediate(undefined, { signal });
    }
    stored.delete();
    return part;
  }
}
