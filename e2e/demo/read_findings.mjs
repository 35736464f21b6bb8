// Reads a session back in two ways: with SQL, as an engineer would, and through the collector's API, as the page does.
import { setTimeout as wait } from 'node:timers/promises';

const kEndTimeoutMs = 5000;
const kEndPollMs = 100;

async function openDatabase(path) {
  const { DatabaseSync } = await import('node:sqlite').catch(() => import('@photostructure/sqlite'));
  return new DatabaseSync(path, { readOnly: true });
}

/** Resolves to { sessionId, rows, alerts, events, session }: the database's flat rows, alerts and events, and the session from the API. */
export async function readFindings({ db: path, origin, sessionId }) {
  const db = await openDatabase(path);
  try {
    await untilEnded(db, sessionId);
    const all = (sql) => db.prepare(sql).all(sessionId);
    return {
      sessionId,
      rows: all('SELECT * FROM samples WHERE session_id = ? AND freeze_flag IS NOT NULL ORDER BY ts'),
      alerts: all('SELECT * FROM alerts WHERE session_id = ? ORDER BY opened_at'),
      events: all('SELECT * FROM events WHERE session_id = ? ORDER BY ts').map((event) => ({ ...event, data: JSON.parse(event.data) })),
      session: await (await fetch(`${origin}/v1/sessions/${sessionId}`)).json(),
    };
  } finally {
    db.close();
  }
}

// The last batch says that the call is over. It may still be in flight when the page is closed.
async function untilEnded(db, sessionId) {
  const ended = db.prepare(`SELECT 1 FROM batch b JOIN epoch e ON e.id = b.epoch JOIN session s ON s.id = e.session
    WHERE s.session_id = ? AND b.flush = 'stop'`);
  for (const end = Date.now() + kEndTimeoutMs; Date.now() < end; await wait(kEndPollMs)) if (ended.get(sessionId)) return;
  throw new Error(`the last batch of session ${sessionId} did not reach the database`);
}
