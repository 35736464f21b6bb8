// What was stored, read back: the list of sessions, one session with every sample, and the alerts.
import { gunzipSync } from 'node:zlib';
import { alertJson } from './alerts.mjs';
import { HttpError } from './http.mjs';
import { streamName } from './store.mjs';

const kListed = { default: 100, most: 1000 };
const kFilters = ['room_id', 'user_id', 'platform', 'region'];

const kStatements = {
  sessions: (where) => `
    SELECT s.*,
      (SELECT count(*) FROM epoch e JOIN stream st ON st.epoch = e.id WHERE e.session = s.id AND st.kind <> 'connection') AS streams,
      (SELECT json_array(count(*), count(sa.freeze_flag), coalesce(sum(sa.freeze_flag), 0))
        FROM epoch e JOIN stream st ON st.epoch = e.id JOIN sample sa ON sa.stream = st.id WHERE e.session = s.id) AS counts,
      (SELECT count(*) FROM alerts a WHERE a.session_id = s.session_id) AS alerts,
      (SELECT count(*) FROM alerts a WHERE a.session_id = s.session_id AND a.state = 'open') AS open_alerts
    FROM sessions s ${where} ORDER BY s.received_at DESC LIMIT ?`,
  session: 'SELECT * FROM sessions WHERE session_id = ?',
  epochs: `SELECT e.*, (SELECT flush FROM batch b WHERE b.epoch = e.id ORDER BY b.seq DESC LIMIT 1) AS last_flush
    FROM epoch e WHERE e.session = ? ORDER BY e.id`,
  bodies: 'SELECT body FROM batch WHERE epoch = ? ORDER BY seq',
  alertsOf: 'SELECT * FROM alerts WHERE session_id = ? ORDER BY opened_at',
  alerts: 'SELECT * FROM alerts ORDER BY id DESC LIMIT ?',
};

function limitOf(query) {
  const limit = Number(query.get('limit') ?? kListed.default);
  if (!Number.isInteger(limit) || limit < 1 || limit > kListed.most) throw new HttpError(400, `must be a whole number from 1 to ${kListed.most}`, { path: 'limit' });
  return limit;
}

const sessionJson = (row) => ({
  sessionId: row.session_id, tags: JSON.parse(row.tags), firstAt: row.first_ts, lastAt: row.last_ts, receivedAt: row.received_at,
});

/** GET /v1/sessions?limit=&room_id=&user_id=&platform=&region= : the latest first. */
export function listSessions({ db, now }, query) {
  const filters = kFilters.filter((name) => query.has(name));
  const where = filters.length ? `WHERE ${filters.map((name) => `s.${name} = ?`).join(' AND ')}` : '';
  const rows = db.prepare(kStatements.sessions(where)).all(...filters.map((name) => query.get(name)), limitOf(query));
  const sessions = rows.map((row) => {
    const [samples, judgedSamples, frozenSamples] = JSON.parse(row.counts);
    return { ...sessionJson(row), streams: row.streams, samples, judgedSamples, frozenSamples, alerts: row.alerts, openAlerts: row.open_alerts };
  });
  return { now: now(), sessions };
}

/** GET /v1/alerts?limit= : the latest first. */
export function listAlerts({ db }, query) {
  return { alerts: db.prepare(kStatements.alerts).all(limitOf(query)).map(alertJson) };
}

/** One stream's samples as columns on one time axis; a member that a sample lacks is null there. */
class Columns {
  #samples = new Map();

  /** A poll that was split over two batches comes twice, with different members. */
  add({ stream, t, ...members }) {
    this.#samples.set(t, { ...this.#samples.get(t), ...members });
  }

  /** { t, columns } in the order of time, every time moved by `offset`. */
  finish(offset) {
    const inOrder = [...this.#samples].sort(([a], [b]) => a - b);
    const names = new Set(inOrder.flatMap(([, members]) => Object.keys(members)));
    const column = (name) => inOrder.map(([, members]) => members[name] ?? null);
    return { t: inOrder.map(([t]) => t + offset), columns: Object.fromEntries([...names].map((name) => [name, column(name)])) };
  }
}

function readEpoch({ db, core }, epoch) {
  const streams = new Map();
  const events = [];
  const offset = epoch.clock_offset ?? 0;
  const texts = db.prepare(kStatements.bodies).all(epoch.id).map(({ body }) => gunzipSync(body).toString('utf8'));
  for (const text of texts) {
    const decoded = JSON.parse(core.decodeBatch(text));
    if (!decoded.ok) throw new Error(`a stored batch of epoch ${epoch.epoch} cannot be read: ${decoded.path} ${decoded.why}`);
    const local = decoded.streams.map((stream) => {
      const name = streamName(stream);
      const known = streams.get(name) ?? { data: new Columns() };
      streams.set(name, { ...known, about: { stream: name, epoch: epoch.epoch, ...known.about, ...present(stream) } });
      return known.data;
    });
    for (const sample of decoded.samples) local[sample.stream].add(sample);
    for (const event of decoded.events) events.push({ epoch: epoch.epoch, ...event, t: event.t + offset });
  }
  return { streams: [...streams.values()].map(({ about, data }) => ({ ...about, ...data.finish(offset) })), events, connections: conclude(core, texts, epoch) };
}

/** What the core makes of an epoch's batches, connection by connection, as `rtc-vitals analyze --json` gives it. */
function conclude(core, texts, { epoch, clock_offset: offset }) {
  const verdict = new core.CallVerdict();
  try {
    for (const text of texts) verdict.addBatch(text);
    const atReceipt = (found) => ({ ...found, start: found.start + (offset ?? 0), end: found.end + (offset ?? 0) });
    return JSON.parse(verdict.connections())
      .map(({ freezes, episodes, ...rest }) => ({ epoch, ...rest, freezes: freezes.map(atReceipt), episodes: episodes.map(atReceipt) }));
  } finally {
    verdict.delete();
  }
}

const present = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));

/** GET /v1/sessions/ID : who it was, what it comes to, every stream with every member that was sent, events and alerts. */
export function readSession({ db, core, now }, sessionId) {
  const row = db.prepare(kStatements.session).get(sessionId);
  if (!row) throw new HttpError(404, 'no such session: GET /v1/sessions lists them', { path: 'sessionId' });
  const epochs = db.prepare(kStatements.epochs).all(row.id);
  const parts = epochs.map((epoch) => readEpoch({ db, core }, epoch));
  return {
    now: now(), ...sessionJson(row),
    epochs: epochs.map((epoch) => ({
      epoch: epoch.epoch, clockOffset: epoch.clock_offset, endedAt: epoch.ended_at, lastFlush: epoch.last_flush,
      lost: { samples: epoch.lost_samples, batches: epoch.lost_batches },
    })),
    connections: parts.flatMap((part) => part.connections),
    streams: parts.flatMap((part) => part.streams),
    events: parts.flatMap((part) => part.events).sort((a, b) => a.t - b.t),
    alerts: db.prepare(kStatements.alertsOf).all(sessionId).map(alertJson),
  };
}
