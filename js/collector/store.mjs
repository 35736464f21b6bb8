// Writes decoded batches into the database. A batch is identified by (sessionId, epoch, seq) and stored only once.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { isFull, prepareAll } from './sqlite.mjs';

// The plain points form has neither an epoch nor a sequence number. All points of a session share one epoch,
// and a hash of the body replaces the sequence number, so that a body sent twice is still stored once.
const kPointsEpoch = -1;
const kHashBytes = 6;  // fits into a JS safe integer

const kMaxTags = 32;  // per session: as many as one batch may carry (core/reading/batch_reader.h)

// Assigns `column` of a stream: the newest batch that has it determines it, whatever their order of arrival.
const newest = (column) => `${column} = coalesce(iif(excluded.last_seq < last_seq, ${column}, NULL), excluded.${column}, ${column})`;

const kStatements = {
  session: `INSERT INTO session(session_id, room_id, user_id, platform, region, tags, received_at)
    VALUES(?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT(session_id) DO UPDATE SET
      room_id = nullif(coalesce(excluded.room_id, room_id), ''), user_id = nullif(coalesce(excluded.user_id, user_id), ''),
      platform = nullif(coalesce(excluded.platform, platform), ''), region = nullif(coalesce(excluded.region, region), ''),
      tags = excluded.tags, received_at = excluded.received_at
    RETURNING id`,
  tags: 'SELECT tags FROM session WHERE session_id = ?',
  epoch: `INSERT INTO epoch(session, epoch, first_t, last_t, clock_offset, samples, lost_samples, lost_batches, received_at, ended_at)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT(session, epoch) DO UPDATE SET
      first_t = min(coalesce(first_t, excluded.first_t), coalesce(excluded.first_t, first_t)),
      last_t = max(coalesce(last_t, excluded.last_t), coalesce(excluded.last_t, last_t)),
      clock_offset = min(coalesce(clock_offset, excluded.clock_offset), coalesce(excluded.clock_offset, clock_offset)),
      samples = samples + excluded.samples,
      lost_samples = max(lost_samples, excluded.lost_samples), lost_batches = max(lost_batches, excluded.lost_batches),
      received_at = excluded.received_at, ended_at = coalesce(ended_at, excluded.ended_at)
    RETURNING id, ended_at`,
  known: `SELECT 1 FROM batch b JOIN epoch e ON e.id = b.epoch JOIN session s ON s.id = e.session
    WHERE s.session_id = ? AND e.epoch = ? AND b.seq = ?`,
  epochOffset: 'SELECT e.id, e.clock_offset FROM epoch e JOIN session s ON s.id = e.session WHERE s.session_id = ? AND e.epoch = ?',
  lastEpoch: 'SELECT max(id) AS id FROM epoch',
  lastReceipt: 'SELECT max(received_at) AS at FROM session',
  batch: `INSERT INTO batch(epoch, seq, format, sent_at, received_at, flush, samples, unknown_members, body)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  lastBatch: `SELECT seq FROM batch WHERE epoch = (
    SELECT e.id FROM epoch e JOIN session s ON s.id = e.session WHERE s.session_id = ? AND e.epoch = ?) ORDER BY seq DESC LIMIT 1`,
  lastSeq: 'SELECT last_seq FROM stream WHERE epoch = ? AND stream = ?',
  stream: `INSERT INTO stream(epoch, stream, kind, ssrc, mid, codec, label, last_seq) VALUES(?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT(epoch, stream) DO UPDATE SET ${['ssrc', 'mid', 'codec', 'label'].map(newest).join(', ')},
      last_seq = max(last_seq, excluded.last_seq)
    RETURNING id`,
  sample: `INSERT OR IGNORE INTO sample(stream, t, rtt, jitter, packet_loss, bitrate, frames_decoded_delta, freeze_flag)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?)`,
  count: 'UPDATE stream SET judged_samples = judged_samples + ?, frozen_samples = frozen_samples + ? WHERE id = ?',
  event: 'INSERT INTO event(epoch, t, type, phase, stream, data) VALUES(?, ?, ?, ?, ?, ?)',
};

function identity(batch, body) {
  if (batch.epoch !== null) return [batch.epoch, batch.seq];
  return [kPointsEpoch, createHash('sha256').update(body).digest().readUIntBE(0, kHashBytes)];
}

// Whether the batches of an epoch are numbered in the order in which they were made; points are not.
const hasOrder = (epochNumber) => epochNumber !== kPointsEpoch;

// The name of a stream in the database: `connection/id`, as in the flattened rows.
const streamName = ({ connection, id }) => (id ? `${connection}/${id}` : connection);

const value = (x) => x ?? null;

// The session's known tags, updated by a batch's `tags`; an empty one removes the tag.
// If there are too many, the least recently sent ones are dropped.
function mergedTags(known, tags) {
  const others = Object.entries(known).filter(([name]) => !Object.hasOwn(tags, name));
  return Object.fromEntries([...others, ...Object.entries(tags).filter(([, tag]) => tag !== '')].slice(-kMaxTags));
}

const kClockStepMs = 1000;  // smaller steps are normal clock adjustment

export class Store {
  #wasFull = false;  // the disk was full, and the WAL was not truncated since
  #ahead = null;
  #steps = [];  // clock steps, { upTo, ahead }: the value of `ahead` for the epochs up to row `upTo`

  constructor(db) {
    this.db = db;
    this.run = prepareAll(db, kStatements);
  }

  /** Runs `work` in one transaction: either all of it is on disk when this returns, or nothing is and it throws. */
  transaction(work) {
    if (this.#wasFull) this.#makeRoom();
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollBack();
      this.#wasFull ||= isFull(error);
      throw error;
    }
  }

  // Moves the WAL into the database file and truncates it. A failed commit does not checkpoint, and the WAL may be what fills the disk.
  #makeRoom() {
    try {
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      this.#wasFull = false;
    } catch {
      // No room for that either; retried before the next transaction.
    }
  }

  // Fails if SQLite has already rolled back by itself, for example when the disk is full.
  #rollBack() {
    try {
      this.db.exec('ROLLBACK');
    } catch {
      // The original error says more.
    }
  }

  /**
   * Stores one batch: `decoded` from the core's decodeBatch, `body` its bytes, `ahead` from ClockWatch. Returns null if the
   * batch is already stored, else { epoch, rows }: its epoch's row id and the new samples as { stream, t, frozen, isLate }. A
   * sample is late if a later batch of its stream (a large batch is sent in parts by stream), or the last batch of its epoch, is
   * already stored. Points have no order and are never late.
   */
  add({ decoded, body, receivedAt, ahead = 0 }) {
    const [epochNumber, seq] = identity(decoded, body);
    if (this.run.known.get(decoded.sessionId, epochNumber, seq)) return null;
    const { id: epoch, ended_at: endedAt } = this.#addEpoch(decoded, epochNumber, receivedAt, ahead);
    const isOver = hasOrder(epochNumber) && endedAt !== null && decoded.flush !== 'stop';
    this.run.batch.run(epoch, seq, decoded.format, value(decoded.sentAt), receivedAt, value(decoded.flush),
      decoded.polls.count, decoded.unknownMembers, gzipSync(body));
    const streams = this.#addStreams(decoded, epoch, seq);
    const rows = [];
    for (const [index, t, rtt, jitter, packetLoss, bitrate, framesDecodedDelta, frozen] of decoded.rows) {
      const stream = streams[index];
      const { changes } = this.run.sample.run(stream.id, t, rtt, jitter, packetLoss, bitrate, framesDecodedDelta, frozen);
      if (!changes) continue;
      if (frozen !== null) stream.judged++;
      if (frozen) stream.frozen++;
      rows.push({ stream: stream.id, t, frozen, isLate: isOver || (hasOrder(epochNumber) && stream.lastSeq > seq) });
    }
    for (const { id, judged, frozen } of streams) if (judged) this.run.count.run(judged, frozen, id);
    for (const event of decoded.events) this.#addEvent(epoch, event);
    return { epoch, rows };
  }

  // Time of receipt minus sentAt: how far the page's clock is behind. An epoch's times refer to the collector's clock as it was when the
  // epoch was first heard, so later steps of that clock are subtracted. The monotonic clock stops while the machine sleeps, so a sleep
  // looks like a step too. Of the offsets with and without the step, the one closer to the offset known for the epoch is used.
  #offsetOf({ sessionId, sentAt }, epochNumber, receivedAt, ahead) {
    if (sentAt === null) return null;
    this.#noteSteps(ahead);
    const offset = receivedAt - sentAt;
    const known = this.#steps.length ? this.run.epochOffset.get(sessionId, epochNumber) : null;
    const before = known && this.#steps.find(({ upTo }) => known.id <= upTo);
    if (!before) return offset;
    const kept = offset - Math.round(ahead - before.ahead);
    return Math.abs(kept - known.clock_offset) < Math.abs(offset - known.clock_offset) ? kept : offset;
  }

  #noteSteps(ahead) {
    this.#ahead ??= ahead;
    if (Math.abs(ahead - this.#ahead) < kClockStepMs) return;
    this.#steps.push({ upTo: this.run.lastEpoch.get().id ?? 0, ahead: this.#ahead });
    this.#ahead = ahead;
  }

  /** When the last batch was received, by the wall clock of that time; null if there is none. */
  lastReceipt() {
    return this.run.lastReceipt.get().at;
  }

  #addEpoch(decoded, epochNumber, receivedAt, ahead) {
    const offset = this.#offsetOf(decoded, epochNumber, receivedAt, ahead);
    const { polls } = decoded;
    const tags = this.#isOvertaken(decoded, epochNumber) ? {} : decoded.tags;
    const known = JSON.parse(this.run.tags.get(decoded.sessionId)?.tags ?? '{}');
    const session = this.run.session.get(decoded.sessionId, value(tags.room_id), value(tags.user_id), value(tags.platform),
      value(tags.region), JSON.stringify(mergedTags(known, tags)), receivedAt).id;
    return this.run.epoch.get(session, epochNumber, polls.first, polls.last, offset, polls.count,
      decoded.lost.samples, decoded.lost.batches, receivedAt, decoded.flush === 'stop' ? receivedAt : null);
  }

  // Whether a later batch of its epoch is already stored. Every batch has the tags of its time, so that one's are newer.
  #isOvertaken({ sessionId, seq }, epochNumber) {
    return hasOrder(epochNumber) && this.run.lastBatch.get(sessionId, epochNumber)?.seq > seq;
  }

  // Stores the streams. Returns, in their order, their row ids, the last batch that each was in before,
  // and counters of the batch's samples.
  #addStreams(decoded, epoch, seq) {
    return decoded.streams.map((stream) => {
      const name = streamName(stream);
      const label = stream.label ? JSON.stringify(stream.label) : null;
      const lastSeq = this.run.lastSeq.get(epoch, name)?.last_seq ?? -1;
      const { id } = this.run.stream.get(epoch, name, stream.kind, value(stream.ssrc), value(stream.mid), value(stream.codec), label, seq);
      return { id, lastSeq, judged: 0, frozen: 0 };
    });
  }

  #addEvent(epoch, event) {
    const { t, type, phase, connection, stream, ...data } = event;
    const name = connection === undefined ? null : streamName({ connection, id: stream });
    this.run.event.run(epoch, t, type, value(phase), value(name), JSON.stringify(data));
  }
}
