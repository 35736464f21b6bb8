// GET /v1/sessions/ID : who it was, what it comes to, every stream with every member that was sent, events and alerts.
//
// A call of a day has thousands of batches. They are read a few at a time, so that what comes in meanwhile is stored as fast as ever, and one
// session after the other, so that the memory of one is all it takes. Who asks again while nothing came in is told so (304).
import { setImmediate } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { alertJson } from './alerts.mjs';
import { HttpError } from './http.mjs';

const kBatchesATurn = 8;
const kMemberNames = /^[A-Za-z]+(,[A-Za-z]+)*$/;

const kStatements = {
  session: 'SELECT * FROM sessions WHERE session_id = ?',
  epochs: `SELECT e.*, (SELECT flush FROM batch b WHERE b.epoch = e.id ORDER BY b.seq DESC LIMIT 1) AS last_flush
    FROM epoch e WHERE e.session = ? ORDER BY e.id`,
  state: `SELECT (SELECT max(b.id) FROM epoch e JOIN batch b ON b.epoch = e.id WHERE e.session = :session) AS batch,
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

function membersOf(query) {
  const members = query.get('members') ?? '';
  if (members && !kMemberNames.test(members)) throw new HttpError(400, 'must be names of members with commas between', { path: 'members' });
  return members;
}

export class OneSession {
  #run;
  #last = Promise.resolve();

  constructor(db) {
    this.#run = Object.fromEntries(Object.entries(kStatements).map(([name, sql]) => [name, db.prepare(sql)]));
  }

  /**
   * Resolves to { text, tag }, the answer in JSON and what it is known by; text is null if that is `knownTag`. `query` may name the `members`
   * whose columns are wanted, else all come.
   */
  read({ core, now }, sessionId, query, knownTag) {
    const members = membersOf(query);
    const row = this.#run.session.get(sessionId);
    if (!row) throw new HttpError(404, 'no such session: GET /v1/sessions lists them', { path: 'sessionId' });
    const answer = this.#last.then(() => this.#answer(core, now, { row, sessionId, members, knownTag }));
    this.#last = answer.catch(() => {});
    return answer;
  }

  async #answer(core, now, { row, sessionId, members, knownTag }) {
    const { batch, alerts } = this.#run.state.get({ session: row.id });
    const tag = `"${batch}-${JSON.parse(alerts).join('-')}"`;
    if (tag === knownTag) return { text: null, tag };
    const epochs = this.#run.epochs.all(row.id);
    const parts = [];
    for (const epoch of epochs) parts.push(await this.#readEpoch(core, epoch, members));
    const head = {
      now: now(), ...sessionJson(row), epochs: epochs.map(epochJson), connections: parts.flatMap((part) => part.connections),
      events: parts.flatMap((part) => part.events).sort((a, b) => a.t - b.t), alerts: this.#run.alerts.all(sessionId).map(alertJson),
    };
    // The streams are megabytes: the core's text of them goes out as it is.
    const streams = parts.map((part) => part.streams).filter(Boolean).join(',');
    return { text: `${JSON.stringify(head).slice(0, -1)},"streams":[${streams}]}\n`, tag };
  }

  async #readEpoch(core, { id, epoch, clock_offset: clockOffset }, members) {
    const offset = clockOffset ?? 0;
    const stored = new core.StoredEpoch(members);
    try {
      for (const [i, batch] of this.#run.batches.all(id).entries()) {
        if (i % kBatchesATurn === kBatchesATurn - 1) await setImmediate();
        const found = this.#run.body.get(batch.id);
        const why = found && stored.addBatch(gunzipSync(found.body).toString('utf8'));
        if (why) throw new Error(`a stored batch of epoch ${epoch} cannot be read: ${why}`);
      }
      const atReceipt = (found) => ({ ...found, start: found.start + offset, end: found.end + offset });
      return {
        streams: stored.streams(epoch, offset).slice(1, -1),
        events: JSON.parse(stored.events()).map((event) => ({ epoch, ...event, t: event.t + offset })),
        connections: JSON.parse(stored.connections())
          .map(({ freezes, episodes, notes, ...rest }) => ({ epoch, ...rest, freezes: freezes.map(atReceipt), episodes: episodes.map(atReceipt), notes: notes.map(atReceipt) })),
      };
    } finally {
      stored.delete();
    }
  }
}
