// The collector's tables. Times are integer milliseconds. `t` is on the page's clock; everything named `…_at` or `ts` is
// on the collector's. Reading corrects the page's clock by its epoch's `clock_offset`: the smallest receipt - sentAt seen,
// since a slow network can only increase that difference.
//
// Tables have singular names and are normalised (a quarter of the disk space of flat text columns). Views have plural names, are
// flat and meant for reading: `SELECT * FROM samples WHERE session_id = 'X'` returns what session X saw. `batch.body` keeps each
// accepted body, gzipped, with every member that was sent.

const kVersion = 1;

// How long SQLite waits while another program writes. This blocks the whole process,
// so a running collector waits in the commit queue instead and serves other requests meanwhile.
const kOpeningMs = 200;
const kRunningMs = 5;

// The WAL is checkpointed when it has this many pages of 4 KB. SQLite's default, 4 MB, may be more than a nearly full disk has left:
// the WAL would then fill the disk before it is long enough to be checkpointed.
const kLogPages = 250;
const kPageBytes = 4096;

const kTables = `
CREATE TABLE session(
  id INTEGER PRIMARY KEY, session_id TEXT NOT NULL UNIQUE,
  room_id TEXT, user_id TEXT, platform TEXT, region TEXT, tags TEXT NOT NULL,
  received_at INTEGER NOT NULL);
CREATE INDEX session_received ON session(received_at);
CREATE INDEX session_room ON session(room_id, received_at);
CREATE INDEX session_user ON session(user_id, received_at);

CREATE TABLE epoch(
  id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session(id), epoch INTEGER NOT NULL,
  first_t INTEGER, last_t INTEGER, clock_offset INTEGER,
  samples INTEGER NOT NULL, lost_samples INTEGER NOT NULL, lost_batches INTEGER NOT NULL,
  received_at INTEGER NOT NULL, ended_at INTEGER,
  UNIQUE(session, epoch));

CREATE TABLE batch(
  id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL REFERENCES epoch(id), seq INTEGER NOT NULL, format TEXT NOT NULL,
  sent_at INTEGER, received_at INTEGER NOT NULL, flush TEXT, samples INTEGER NOT NULL, unknown_members INTEGER NOT NULL,
  body BLOB NOT NULL,
  UNIQUE(epoch, seq));

CREATE TABLE stream(
  id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL REFERENCES epoch(id), stream TEXT NOT NULL,
  kind TEXT NOT NULL, ssrc INTEGER, mid TEXT, codec TEXT, label TEXT, last_seq INTEGER NOT NULL,
  judged_samples INTEGER NOT NULL DEFAULT 0, frozen_samples INTEGER NOT NULL DEFAULT 0,
  UNIQUE(epoch, stream));

CREATE TABLE sample(
  stream INTEGER NOT NULL REFERENCES stream(id), t INTEGER NOT NULL,
  rtt REAL, jitter REAL, packet_loss REAL, bitrate INTEGER, frames_decoded_delta INTEGER, freeze_flag INTEGER,
  PRIMARY KEY(stream, t)) WITHOUT ROWID;

CREATE TABLE event(
  id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL REFERENCES epoch(id), t INTEGER NOT NULL,
  type TEXT NOT NULL, phase TEXT, stream TEXT, data TEXT NOT NULL);
CREATE INDEX event_epoch ON event(epoch);
CREATE INDEX event_freeze ON event(epoch, stream, t) WHERE type = 'freeze';

CREATE TABLE alert(
  id INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream(id),
  state TEXT NOT NULL CHECK(state IN ('open', 'resolved', 'ended')), opened_t INTEGER NOT NULL, closed_t INTEGER);
CREATE UNIQUE INDEX alert_open ON alert(stream) WHERE state = 'open';
CREATE INDEX alert_stream ON alert(stream);

CREATE TABLE outbox(
  id INTEGER PRIMARY KEY, alert INTEGER NOT NULL REFERENCES alert(id), payload TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL, done_at INTEGER, result TEXT);
CREATE INDEX outbox_waiting ON outbox(next_at) WHERE done_at IS NULL;
CREATE INDEX outbox_alert ON outbox(alert);
`;

const kViews = {
  samples: `
  SELECT s.session_id, s.room_id, s.user_id, s.platform, s.region, st.stream,
         sa.t + coalesce(e.clock_offset, 0) AS ts,
         sa.rtt, sa.jitter, sa.packet_loss, sa.bitrate, sa.frames_decoded_delta, sa.freeze_flag
  FROM session s JOIN epoch e ON e.session = s.id JOIN stream st ON st.epoch = e.id JOIN sample sa ON sa.stream = st.id`,

  // No grouping and no joins, so that a query for one session, or for the latest of a room, makes SQLite scan no others.
  sessions: `
  SELECT s.id, s.session_id, s.room_id, s.user_id, s.platform, s.region, s.tags, s.received_at,
         (SELECT min(e.first_t + coalesce(e.clock_offset, 0)) FROM epoch e WHERE e.session = s.id) AS first_ts,
         (SELECT max(e.last_t + coalesce(e.clock_offset, 0)) FROM epoch e WHERE e.session = s.id) AS last_ts
  FROM session s WHERE EXISTS (SELECT 1 FROM epoch e WHERE e.session = s.id)`,

  events: `
  SELECT s.session_id, ev.stream, ev.t + coalesce(e.clock_offset, 0) AS ts, ev.type, ev.phase, ev.data
  FROM event ev JOIN epoch e ON e.id = ev.epoch JOIN session s ON s.id = e.session`,

  // `cause` is that of the stream's last freeze that began or ended while the alert was open, or before.
  alerts: `
  SELECT a.id, s.session_id, s.room_id, s.user_id, s.tags, st.stream, st.kind, st.label, a.state,
         a.opened_t + coalesce(e.clock_offset, 0) AS opened_at, a.closed_t + coalesce(e.clock_offset, 0) AS closed_at,
         (SELECT json_extract(ev.data, '$.cause') FROM event ev
           WHERE ev.epoch = st.epoch AND ev.stream = st.stream AND ev.type = 'freeze' AND ev.t <= coalesce(a.closed_t, a.opened_t)
           ORDER BY ev.t DESC, ev.id DESC LIMIT 1) AS cause,
         e.epoch
  FROM alert a JOIN stream st ON st.id = a.stream JOIN epoch e ON e.id = st.epoch JOIN session s ON s.id = e.session`,
};

// SQLite keeps the text of each statement, without the semicolon.
const oneLine = (sql) => sql.trim().replaceAll(/\s+/g, ' ');
const kTableTexts = kTables.split(';').map(oneLine).filter((sql) => sql.startsWith('CREATE TABLE'));

// Many programs count their versions from 1, so only the tables show whether the database is ours.
function isOurs(db, version) {
  const found = new Set(db.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all().map(({ sql }) => oneLine(sql)));
  return version === 0 ? found.size === 0 : version === kVersion && kTableTexts.every((sql) => found.has(sql));
}

/** Throws if the database is not the collector's or has another version. Changes nothing. Returns the version, 0 for a new database. */
export function checkSchema(db) {
  db.exec(`PRAGMA busy_timeout = ${kOpeningMs}`);
  const version = db.prepare('PRAGMA user_version').get().user_version;
  if (isOurs(db, version)) return version;
  const why = version === kVersion ? 'it has different tables' : `version ${version}, expected ${kVersion}`;
  throw new Error(`it does not belong to this version of the collector (${why}): specify another file with --db`);
}

/** Creates the tables in a new database; throws where checkSchema does. */
export function prepareSchema(db) {
  const version = checkSchema(db);
  // FULL: a commit is on disk before it returns, as the 202 promises.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  db.exec(`PRAGMA wal_autocheckpoint = ${kLogPages}; PRAGMA journal_size_limit = ${kLogPages * kPageBytes}`);
  const views = Object.entries(kViews).map(([name, select]) => `CREATE VIEW ${name} AS${select};`);
  if (version === 0) db.exec(`BEGIN; ${kTables} ${views.join('\n')} PRAGMA user_version = ${kVersion}; COMMIT`);
  db.exec(`PRAGMA busy_timeout = ${kRunningMs}`);
}
