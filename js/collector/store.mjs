// Writes decoded batches into the database. A batch is known by (sessionId, epoch, seq) and stored once.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { isFull, prepareAll } from './sqlite.mjs';

// The plain points form has neither epoch nor sequence number: all its points of a session share one epoch, and a
// hash of the body stands in for the number, so that a body sent twice is stored once there as well.
const kPointsEpoch = -1;
const kHashBytes = 6;  // what a JS integer can hold

const kMostTags = 32;  // of a session: as many as one batch may carry (core/reading/batch_reader.h)

const kStatements = {
  session: `INSERT INTO session(session_id, room_id, user_id, platform, region, tags, received_at)
    VALUES(?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT(session_id) DO UPDATE SET
      room_id = coalesce(excluded.room_id, room_id), user_id = coalesce(excluded.user_id, user_id),
      platform = coalesce(excluded.platform, platform), region = coalesce(excluded.region, region),
      tags = excluded.tags, received_at = excluded.received_at
    RETURNING id`,
  tags: 'SELECT tags FROM session WHERE session_id = ?',
  epoch: `INSERT INTO epoch(session, epoch, first_t, last_t, clock_offset, lost_samples, lost_batches, received_at, ended_at)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT(session, epoch) DO UPDATE SET
      first_t = min(coalesce(first_t, excluded.first_t), coalesce(excluded.first_t, first_t)),
      last_t = max(coalesce(last_t, excluded.last_t), coalesce(excluded.last_t, last_t)),
      clock_offset = min(coalesce(clock_offset, excluded.clock_offset), coalesce(excluded.clock_offset, clock_offset)),
      lost_samples = max(lost_samples, excluded.lost_samples), lost_batches = max(lost_batches, excluded.lost_batches),
      received_at = excluded.received_at, ended_at = coalesce(ended_at, excluded.ended_at)
    RETURNING id, ended_at`,
  known: `SELECT 1 FROM batch b JOIN epoch e ON e.id = b.epoch JOIN session s ON s.id = e.session
    WHERE s.session_id = ? AND e.epoch = ? AND b.seq = ?`,
  epochOffset: 'SELECT e.id, e.clock_offset FROM epoch e JOIN session s ON s.id = e.session WHERE s.session_id = ? AND e.epoch = ?',
  lastEpoch: 'SELECT max(id) AS id FROM epoch',
  lastReceipt: 'SELECT max(received_at) AS at FROM session',
  batch: `INSERT INTO batch(epoch, seq, format, sent_at, received_at, flush, samples, unknown_members, body)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
  // An earlier collector did not note the last batch of a stream: its epoch's stands in.
  lastSeq: `SELECT coalesce(st.last_seq, (SELECT max(b.seq) FROM batch b WHERE b.epoch = st.epoch)) AS seq
    FROM stream st WHERE st.epoch = ? AND st.stream = ?`,
  stream: `INSERT INTO stream(epoch, stream, kind, ssrc, mid, codec, label, last_seq) VALUES(?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT(epoch, stream) DO UPDATE SET ssrc = coalesce(excluded.ssrc, ssrc), mid = coalesce(excluded.mid, mid),
      codec = coalesce(excluded.codec, codec), label = coalesce(excluded.label, label), last_seq = max(coalesce(last_seq, excluded.last_seq), excluded.last_seq)
    RETURNING id`,
  sample: `INSERT OR IGNORE INTO sample(stream, t, rtt, jitter, packet_loss, bitrate, frames_decoded_delta, freeze_flag)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?)`,
  event: 'INSERT INTO event(batch, t, type, phase, stream, data, epoch) VALUES(?, ?, ?, ?, ?, ?, ?)',
};

function identity(batch, body) {
  if (batch.epoch !== null) return [batch.epoch, batch.seq];
  return [kPointsEpoch, createHash('sha256').update(body).digest().readUIntBE(0, kHashBytes)];
}

// The name of a stream in the database: connection and the stream's id, as in the flattened rows.
const streamName = ({ connection, id }) => (id ? `${connection}/${id}` : connection);

const value = (x) => x ?? null;

// What is known of a session with a batch's `tags`: of too many, those go that were told least lately.
function mergedTags(known, tags) {
  const others = Object.entries(known).filter(([name]) => !Object.hasOwn(tags, name));
  return Object.fromEntries([...others, ...Object.entries(tags)].slice(-kMostTags));
}

const kClockStepMs = 1000;  // less is how clocks are put right in small steps

export class Store {
  #wasFull = false;  // the disk, and the log was not emptied since
  #ahead = null;
  #steps = [];  // of the clock: { upTo, ahead }: what was `ahead` for the epochs up to that row

  constructor(db) {
    this.db = db;
    this.run = prepareAll(db, kStatements);
  }

  /** Runs `work` in one transaction: all of it is on disk when this returns, or nothing is and it throws. */
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

  // Empties the log of what was written last into the file itself: a commit that fails does not, and the log may be what fills the disk.
  #makeRoom() {
    try {
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      this.#wasFull = false;
    } catch {
      // There is no room for that either, yet.
    }
  }

  // After a full disk, say, SQLite has done so by itself, and refuses; node:sqlite tells from 22.16 on (isTransaction).
  #rollBack() {
    try {
      this.db.exec('ROLLBACK');
    } catch {
      // The error that led here says more.
    }
  }

  /**
   * Stores one batch: `decoded` as the core's decodeBatch gives it, `body` its bytes, `ahead` as ClockWatch has it. Returns null for a batch that is
   * there already, else { epoch, rows }: its epoch's row and the samples that were new, as { stream, t, frozen, isLate }: late is what comes
   * when a later batch of its stream, or the last one of its epoch, is there already (a large batch is sent in parts by stream). Points have no order.
   */
  add({ decoded, body, receivedAt, ahead = 0 }) {
    const [epochNumber, seq] = identity(decoded, body);
    if (this.run.known.get(decoded.sessionId, epochNumber, seq)) return null;
    const { id: epoch, ended_at: endedAt } = this.#addEpoch(decoded, epochNumber, receivedAt, ahead);
    const hasOrder = epochNumber !== kPointsEpoch;
    const isOver = hasOrder && endedAt !== null && decoded.flush !== 'stop';
    const batch = this.run.batch.get(epoch, seq, decoded.format, value(decoded.sentAt), receivedAt, value(decoded.flush),
      countSamples(decoded), decoded.unknownMembers, gzipSync(body)).id;
    const streams = this.#addStreams(decoded, epoch, seq);
    const rows = [];
    for (const row of decoded.rows) {
      const { id: stream, lastSeq } = streams.get(row.stream);
      const { changes } = this.run.sample.run(stream, row.ts, row.rtt, row.jitter, row.packet_loss, row.bitrate,
        row.frames_decoded_delta, row.freeze_flag);
      if (changes) rows.push({ stream, t: row.ts, frozen: row.freeze_flag, isLate: isOver || (hasOrder && lastSeq > seq) });
    }
    for (const event of decoded.events) this.#addEvent(batch, epoch, event);
    return { epoch, rows };
  }

  // Receipt less sentAt: how far the page's clock is behind. The times of an epoch go by the collector's clock as it was when the epoch was first heard, so
  // what it was set by since is left out. A clock that nobody sets stands still while a machine sleeps, and would tell of that as well: of the two the one
  // counts that is nearer to what is known of the page.
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

  /** When anything came in last, by the clock of then; null if nothing did. */
  lastReceipt() {
    return this.run.lastReceipt.get().at;
  }

  #addEpoch(decoded, epochNumber, receivedAt, ahead) {
    const offset = this.#offsetOf(decoded, epochNumber, receivedAt, ahead);
    const times = decoded.samples.map((sample) => sample.t);
    const [first, last] = times.length ? [Math.min(...times), Math.max(...times)] : [null, null];
    const { tags } = decoded;
    const known = JSON.parse(this.run.tags.get(decoded.sessionId)?.tags ?? '{}');
    const session = this.run.session.get(decoded.sessionId, value(tags.room_id), value(tags.user_id), value(tags.platform),
      value(tags.region), JSON.stringify(mergedTags(known, tags)), receivedAt).id;
    return this.run.epoch.get(session, epochNumber, first, last, offset, decoded.lost.samples, decoded.lost.batches, receivedAt,
      decoded.flush === 'stop' ? receivedAt : null);
  }

  // The rows of the streams by name, and the last batch that each was in before.
  #addStreams(decoded, epoch, seq) {
    const streams = new Map();
    for (const stream of decoded.streams) {
      const name = streamName(stream);
      const label = stream.label ? JSON.stringify(stream.label) : null;
      const lastSeq = this.run.lastSeq.get(epoch, name)?.seq ?? -1;
      const { id } = this.run.stream.get(epoch, name, stream.kind, value(stream.ssrc), value(stream.mid), value(stream.codec), label, seq);
      streams.set(name, { id, lastSeq });
    }
    return streams;
  }

  #addEvent(batch, epoch, event) {
    const { t, type, phase, connection, stream, ...data } = event;
    const name = connection === undefined ? null : streamName({ connection, id: stream });
    this.run.event.run(batch, t, type, value(phase), value(name), JSON.stringify(data), epoch);
  }
}

/** How many samples a batch carries: polls of its connections, however many streams each had. */
export function countSamples({ streams, samples }) {
  return samples.filter((sample) => streams[sample.stream].kind === 'connection').length;
}
