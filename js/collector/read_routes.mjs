// The routes for reading: sessions, alerts, health and the collector's page.
import { HttpError, sendJson, sendPieces } from './http.mjs';
import { isPage, sendPage } from './pages.mjs';
import { listAlerts, listSessions } from './sessions_api.mjs';

/** The host names by which a collector on a loopback address may be read. */
export const kLoopbackNames = ['localhost', '127.0.0.1', '[::1]'];

const kLists = { '/v1/sessions': listSessions, '/v1/alerts': listAlerts };
const kSession = '/v1/sessions/';
const kHealth = '/healthz';

function decodeName(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HttpError(400, 'is not valid percent-encoding', { path: 'sessionId' });
  }
}

// Browsers resolve `.` and `..` in a path even if they are percent-encoded, so such a name comes as /v1/sessions/?id=..
const nameIn = (path, query) => decodeName(path.slice(kSession.length)) || (query.get('id') ?? '');

// Against DNS rebinding: any site can point its own host name to a loopback address and would then read this collector as its own origin.
// Ingest is not affected, since it accepts batches from everybody.
function checkName({ headers: { host } }, names) {
  const name = host?.replace(/:\d*$/, '').toLowerCase();
  if (!name || !names || names.includes(name)) return;
  const here = `is not a name of this collector, which listens on a loopback address: use ${kLoopbackNames.join(' or ')}`;
  throw new HttpError(421, `${name.slice(0, 100)} ${here}; a reverse proxy must send that as Host; --host sets another address`);
}

function sendHealth({ health: { why } }, response) {
  sendJson(response, why ? 503 : 200, why ? { status: 'failing', why } : { status: 'ok' });
}

async function sendSession(collector, request, response, { sessionId, query }) {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { pieces, tag } = await collector.oneSession.read(collector, sessionId, query, {
    knownTags: request.headers['if-none-match'], signal: gone.signal,
  });
  const headers = { etag: tag, 'cache-control': 'no-cache' };
  if (pieces === null) response.writeHead(304, headers).end();
  else await sendPieces(response, 200, pieces, headers);
}

/**
 * Answers one request to `path`, with `query` (URLSearchParams);
 * `names`: the host names by which it may be read, null for any. Rejects with an HttpError.
 */
export async function answerRead(collector, request, response, { path, query, names }) {
  const list = kLists[path];
  const sessionId = path.startsWith(kSession) ? nameIn(path, query) : null;
  if (!list && sessionId === null && path !== kHealth && !isPage(path)) throw new HttpError(
    404, `there is nothing at ${path.slice(0, 200)}`,
  );
  if (path !== kHealth) checkName(request, names);
  if (!['GET', 'HEAD'].includes(request.method)) throw new HttpError(405, `${request.method} is not supported here: use GET`, {
    headers: { allow: 'GET, HEAD' },
  });
  if (list) sendJson(response, 200, list(collector, query));
  else if (path === kHealth) sendHealth(collector, response);
  else if (sessionId === null) await sendPage(response, path);
  else await sendSession(collector, request, response, { sessionId, query });
}
