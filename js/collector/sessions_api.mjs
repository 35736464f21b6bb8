// The lists of stored sessions and alerts.
import { alertJson } from './alerts.mjs';
import { sessionJson } from './one_session.mjs';
import { checkNames, wholeNumberIn } from './query.mjs';

const kLimit = { min: 1, max: 1000 };
const kDefaultLimit = 100;
const kFilters = ['room_id', 'user_id', 'platform', 'region'];

const kStatements = {
  sessions: (where) => `
    SELECT s.*,
      (SELECT count(*) FROM epoch e JOIN stream st ON st.epoch = e.id WHERE e.session = s.id AND st.kind <> 'connection') AS streams,
      (SELECT sum(e.samples) FROM epoch e WHERE e.session = s.id) AS samples,
      (SELECT json_array(coalesce(sum(st.judged_samples), 0), coalesce(sum(st.frozen_samples), 0))
        FROM epoch e JOIN stream st ON st.epoch = e.id WHERE e.session = s.id) AS pictures,
      (SELECT json_array(count(*), count(CASE a.state WHEN 'open' THEN 1 END))
        FROM epoch e JOIN stream st ON st.epoch = e.id JOIN alert a ON a.stream = st.id WHERE e.session = s.id) AS alerts,
      (SELECT e.ended_at FROM epoch e WHERE e.session = s.id ORDER BY e.received_at DESC, e.id DESC LIMIT 1) AS ended_at
    FROM sessions s ${where} ORDER BY s.received_at DESC LIMIT ?`,
  alerts: 'SELECT * FROM alerts ORDER BY id DESC LIMIT ?',
};

const limitOf = (query) => wholeNumberIn(query, 'limit', kLimit) ?? kDefaultLimit;

/** GET /v1/sessions?limit=&room_id=&user_id=&platform=&region= : newest first. */
export function listSessions({ db, now }, query) {
  checkNames(query, ['limit', ...kFilters]);
  const filters = kFilters.filter((name) => query.has(name));
  const where = filters.length ? `WHERE ${filters.map((name) => `s.${name} = ?`).join(' AND ')}` : '';
  const rows = db.prepare(kStatements.sessions(where)).all(...filters.map((name) => query.get(name)), limitOf(query));
  const sessions = rows.map((row) => {
    const [judgedSamples, frozenSamples] = JSON.parse(row.pictures);
    const [alerts, openAlerts] = JSON.parse(row.alerts);
    return {
      ...sessionJson(row), endedAt: row.ended_at, streams: row.streams, samples: row.samples,
      judgedSamples, frozenSamples, alerts, openAlerts,
    };
  });
  return { now: now(), sessions };
}

/** GET /v1/alerts?limit= : newest first. */
export function listAlerts({ db }, query) {
  checkNames(query, ['limit']);
  return { alerts: db.prepare(kStatements.alerts).all(limitOf(query)).map(alertJson) };
}
