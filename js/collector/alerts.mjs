// Alerts on frozen video. The core's AlertBook decides when an alert opens and resolves.
// This file stores its decisions, in the same transaction as the samples that caused them, and queues notifications.
import { randomUUID } from 'node:crypto';

import { chatText } from './chat_text.mjs';
import { prepareAll } from './sqlite.mjs';

// A page that fell silent (crashed, lost its network) cannot report that the picture is back. Nor can a page whose stream is gone:
// its connection was closed, or its sender left. After this long without a batch, or without a known sample of the stream while the page
// goes on, an alert is closed as `ended`. This is housekeeping and says nothing about the picture.
const kSilentMs = 5 * 60 * 1000;

const kRemembered = 10;  // samples of a stream that are replayed through its rule: more than the rule counts

const kStates = { opened: 'open', resolved: 'resolved', ended: 'ended' };

const kStatements = {
  open: `INSERT INTO alert(stream, state, opened_t) VALUES(?, 'open', ?) RETURNING id`,
  close: `UPDATE alert SET state = ?, closed_t = ? WHERE stream = ? AND state = 'open' RETURNING id`,
  openOnes: `SELECT a.stream, a.opened_t, e.id AS epoch, e.received_at
    FROM alert a JOIN stream st ON st.id = a.stream JOIN epoch e ON e.id = st.epoch
    WHERE a.state = 'open'`,
  lastOf: 'SELECT max(t) AS t FROM sample WHERE stream = ?',
  streamsOf: 'SELECT id FROM stream WHERE epoch = ?',
  // By the page's clock. A sample whose picture is unknown comes from a connection whose remote end has left.
  gone: `SELECT a.stream FROM alert a JOIN stream st ON st.id = a.stream JOIN epoch e ON e.id = st.epoch
    WHERE a.state = 'open' AND e.last_t - ? > (SELECT t FROM sample
      WHERE stream = a.stream AND freeze_flag IS NOT NULL ORDER BY t DESC LIMIT 1)`,
  recent: `SELECT st.id, e.id AS epoch, e.received_at FROM epoch e JOIN stream st ON st.epoch = e.id
    WHERE e.ended_at IS NULL AND e.received_at >= ? AND st.kind = 'inboundVideo'
    AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.stream = st.id AND a.state = 'open')`,
  lastSamples: 'SELECT t, freeze_flag FROM sample WHERE stream = ? ORDER BY t DESC LIMIT ?',
  describe: 'SELECT * FROM alerts WHERE id = ?',
  queue: 'INSERT INTO outbox(alert, payload, next_at) VALUES(?, ?, ?)',
};

/** A row of the view `alerts` as JSON for the API and for receivers of the POST; `cause` is the cause known so far, null if unknown. */
export function alertJson(row) {
  const cause = typeof row.cause === 'string' ? row.cause : null;  // a page may have sent anything
  return {
    id: row.id, state: row.state, sessionId: row.session_id, tags: JSON.parse(row.tags),
    epoch: row.epoch, stream: row.stream, kind: row.kind, label: row.label && JSON.parse(row.label),
    openedAt: row.opened_at, closedAt: row.closed_at, cause,
  };
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** One line that a person can act on; `escape(text)` escapes text that came from the page. */
export function alertLine(alert, escape = (text) => text) {
  const who = alert.label ? ` (${[alert.label.participant, alert.label.source].filter(Boolean).map(escape).join(', ')})` : '';
  const where = `stream ${escape(alert.stream)}${who} in session ${escape(alert.sessionId)}`;
  const tags = Object.entries(alert.tags).map(([key, tag]) => escape(`${key} ${tag}`)).join(', ');
  const cause = alert.cause ? ` (cause: ${escape(alert.cause)})` : '';
  const what = {
    open: `video is frozen${cause}: ${where}`,
    resolved: `video is back ${seconds(alert.closedAt - alert.openedAt)} after the alert opened${cause}: ${where}`,
    ended: `call ended, or the stream stopped reporting, while video was frozen${cause}: ${where}`,
  }[alert.state];
  return tags ? `${what}; ${tags}` : what;
}

export class AlertTracker {
  #book = null;  // null: to be rebuilt from the database
  #newBook;
  #run;
  #notify;
  #now;
  #elapsed;
  #lastBatchAt = new Map();  // epoch -> time of its last batch, by the monotonic clock; of the epochs whose streams are in the book

  /**
   * `newBook()` makes the core's AlertBook; `notify`: queue every change for the outbox;
   * `now()` is the wall clock, `elapsed()` a monotonic one.
   */
  constructor({ db, newBook, notify, now, elapsed }) {
    this.#run = prepareAll(db, kStatements);
    this.#newBook = newBook;
    this.#notify = notify;
    this.#now = now;
    this.#elapsed = elapsed;
  }

  /** Discards the book, because it no longer matches the database or belongs to a core that crashed (`coreCrashed`). */
  discardBook({ coreCrashed = false } = {}) {
    const book = this.#book;
    this.#book = null;
    if (!coreCrashed) book?.delete();
  }

  /** Rebuilds the book from the database if there is none. Call it in each transaction, before the first write. */
  ensureBook() {
    if (this.#book) return;
    this.#book = this.#newBook();
    try {
      for (const { stream, opened_t: openedAt, ...of } of this.#run.openOnes.all()) {
        this.#book.restore(String(stream), openedAt);
        this.#noteLastBatch(of);
      }
      for (const { id, ...of } of this.#run.recent.all(this.#now() - kSilentMs)) {
        this.#replaySamples(id);
        this.#noteLastBatch(of);
      }
    } catch (error) {
      this.discardBook();
      throw error;
    }
  }

  // Notes when an earlier process last heard an epoch.
  // That time is by the wall clock, which may have been set since, so it is capped at now.
  #noteLastBatch({ epoch, received_at: receivedAt }) {
    if (!this.#lastBatchAt.has(epoch)) this.#lastBatchAt.set(epoch, this.#elapsed() - Math.max(0, this.#now() - receivedAt));
  }

  // Replays the samples that the stream's rule had counted.
  // An alert that they open was already opened, and closed since, so it is not opened again.
  #replaySamples(stream) {
    let open = false;
    for (const { t, freeze_flag: frozen } of this.#run.lastSamples.all(stream, kRemembered).reverse()) {
      const change = this.#book.feed(String(stream), t, frozen ?? -1);
      if (change) open = change === 1;
    }
    if (open) this.#book.forget(String(stream));
  }

  /**
   * Feeds the result of Store.add for a batch that was sent at `sentAt` (null: unknown, `now` stands in), inside the transaction
   * that stores it. Returns the alerts that changed. Samples that arrived late, or were kept for long before they were sent, are
   * skipped: they say nothing about the current picture.
   */
  feed({ epoch, rows }, sentAt, now) {
    this.#lastBatchAt.set(epoch, this.#elapsed());
    const isCurrent = ({ t, isLate }) => !isLate && (sentAt ?? now) - t < kSilentMs;
    const changed = [];
    for (const { stream, t, frozen } of rows.filter(isCurrent).sort((a, b) => a.t - b.t)) {
      const change = this.#book.feed(String(stream), t, frozen ?? -1);
      if (change === 1) changed.push(this.#opened(stream, t, now));
      if (change === 2) changed.push(this.#closed('resolved', stream, t, now));
    }
    return changed.filter(Boolean);
  }

  /** Closes the open alerts of an epoch that is over, and forgets its streams. */
  endEpoch(epoch, now) {
    const changed = this.#run.streamsOf.all(epoch).map(({ id }) => this.#endStream(id, now));
    this.#lastBatchAt.delete(epoch);
    return changed.filter(Boolean);
  }

  #endStream(stream, now) {
    this.#book.forget(String(stream));
    return this.#closed('ended', stream, this.#run.lastOf.get(stream).t, now);
  }

  /** Closes the alerts of pages and of streams that have been silent for long, and forgets the streams. */
  endSilent(now) {
    this.ensureBook();
    const last = this.#elapsed() - kSilentMs;
    const silent = [...this.#lastBatchAt].filter(([, at]) => at < last);
    return [
      ...silent.flatMap(([epoch]) => this.endEpoch(epoch, now)),
      ...this.#run.gone.all(kSilentMs).map(({ stream }) => this.#endStream(stream, now)),
    ];
  }

  /** A `stream` or an `epoch` was deleted from the database. */
  forget({ stream, epoch }) {
    this.#book?.forget(String(stream));
    this.#lastBatchAt.delete(epoch);
  }

  #opened(stream, t, now) {
    return this.#changed('opened', this.#run.open.get(stream, t), now);
  }

  #closed(change, stream, t, now) {
    return this.#changed(change, this.#run.close.get(kStates[change], t, stream), now);
  }

  #changed(change, row, now) {
    if (!row) return null;
    const alert = alertJson(this.#run.describe.get(row.id));
    if (this.#notify) {
      const payload = { type: 'frozen-video', change, deliveryId: randomUUID(), text: alertLine(alert, chatText), alert };
      this.#run.queue.run(row.id, JSON.stringify(payload), now);
    }
    return alert;
  }
}
