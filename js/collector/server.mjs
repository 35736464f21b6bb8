// The collector: HTTP in, database and alerts out. Everything it judges, the core judges.
import { createServer } from 'node:http';
import { AlertDesk, alertLine } from './alerts.mjs';
import { CommitQueue } from './commit_queue.mjs';
import { corsHeaders } from './cors.mjs';
import { Health } from './health.mjs';
import { HttpError, sendError, sendJson, sendText } from './http.mjs';
import { handleIngest } from './ingest.mjs';
import { OneSession } from './one_session.mjs';
import { Outbox } from './outbox.mjs';
import { isPage, sendPage } from './pages.mjs';
import { checkSchema, prepareSchema } from './schema.mjs';
import { listAlerts, listSessions } from './sessions_api.mjs';
import { Retention } from './retention.mjs';
import { claim, faultOf, fileOf, openSqlite } from './sqlite.mjs';
import { Store } from './store.mjs';

const kIngest = '/v1/telemetry/ingest';
const kSession = '/v1/sessions/';
const kHealth = '/healthz';
const kLoopback = /^(127\.|::1$)/;
const kLoopbackNames = ['localhost', '127.0.0.1', '[::1]'];
const kHeadersTimeoutMs = 10_000;
const kRequestTimeoutMs = 30_000;
const kHousekeepingMs = 30_000;
const kPartingMs = 5_000;  // for requests under way when the collector is closed; service managers kill after ten seconds

function decodeName(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HttpError(400, 'is not a well-formed URL part', { path: 'sessionId' });
  }
}

// A browser takes `.` and `..` for folders, however they are written in a path: such a name comes as /v1/sessions/?id=..
const nameIn = (path, query) => decodeName(path.slice(kSession.length)) || (query.get('id') ?? '');

export class Collector {
  #server;
  #queue;
  #housekeeping;
  #names = null;  // by which it may be read; null: by any
  #loading = null;
  #closing = null;

  /** Use Collector.open. */
  constructor({ db, lock, file, core, loadCore, alertUrl, keepMs, log, now }) {
    Object.assign(this, { db, lock, core, loadCore, log, now });
    this.store = new Store(db);
    this.health = new Health({ file, log, now });
    this.oneSession = new OneSession(db);
    this.desk = new AlertDesk({ db, newBook: () => new this.core.AlertBook(), notify: Boolean(alertUrl), now });
    this.retention = keepMs ? new Retention({ db, store: this.store, keepMs }) : null;
    this.outbox = alertUrl ? new Outbox({ db, url: alertUrl, now, log }) : null;
    this.#queue = new CommitQueue({
      write: (item) => this.#write(item),
      transaction: (work) => this.store.transaction(work),
      recover: () => this.desk.distrust(),
      faultOf,
    });
    this.#server = createServer({ headersTimeout: kHeadersTimeoutMs, requestTimeout: kRequestTimeoutMs }, (request, response) => this.#serve(request, response));
  }

  /**
   * Opens the database file `dbPath` and makes a collector on it. `loadCore()` resolves to the core's node module;
   * `alertUrl` gets every alert as a POST; sessions silent for `keepMs` are forgotten, none if null; `log(line)` is told of alerts and faults; `now()`
   * is the clock.
   */
  static async open({ dbPath, loadCore, alertUrl = null, keepMs = null, log = (line) => console.error(line), now = Date.now }) {
    const core = await loadCore();
    const opened = [];
    try {
      const db = await openSqlite(dbPath);
      opened.push(db);
      checkSchema(db);
      const file = fileOf(db);
      if (!file) throw new Error('it keeps nothing: give a file with --db');
      const lock = await claim(file);
      opened.push(lock);
      prepareSchema(db);
      const collector = new Collector({ db, lock, file, core, loadCore, alertUrl, keepMs, log, now });
      await collector.health.lookAtFile();
      return collector;
    } catch (error) {
      for (const db of opened) db.close();
      throw new Error(`the database ${dbPath} cannot be used: ${error.message}`);
    }
  }

  /** Starts to listen; port 0 takes a free one. Resolves to the port. */
  async listen({ port, host = '127.0.0.1' }) {
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    this.#housekeeping = setInterval(() => Promise.all([this.#keepHouse(), this.health.lookAtFile()]), kHousekeepingMs);
    this.outbox?.wake();
    const { address, port: taken } = this.#server.address();
    if (kLoopback.test(address)) this.#names = [...kLoopbackNames, host.toLowerCase()];
    return taken;
  }

  /** Finishes the requests under way, as far as they end within some seconds, then closes the database. */
  close() {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close() {
    clearInterval(this.#housekeeping);
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    const parting = setTimeout(() => this.#server.closeAllConnections(), kPartingMs);
    await closed;
    clearTimeout(parting);
    await this.retention?.stop();
    await this.outbox?.stop();
    this.db.close();
    this.lock.close();
  }

  // Inside the queue's transaction.
  #write(item) {
    this.desk.ready();
    const added = this.store.add(item);
    if (!added) return [];
    const changed = this.desk.feed(added, item.decoded.sentAt, item.receivedAt);
    return item.decoded.flush === 'stop' ? [...changed, ...this.desk.endEpoch(added.epoch, item.receivedAt)] : changed;
  }

  async #keepHouse() {
    try {
      this.#announce(this.#endSilent());
      await this.retention?.clean(this.now());
    } catch (error) {
      this.log(`housekeeping: ${error.message}, will try again`);
    }
  }

  #endSilent() {
    try {
      return this.store.transaction(() => this.desk.endSilent(this.now()));
    } catch (error) {
      this.desk.distrust(); // the book has forgotten what is open still in the database
      throw error;
    }
  }

  #announce(alerts) {
    for (const alert of alerts) this.log(`ALERT ${alertLine(alert)}`);
    if (alerts.length) this.outbox?.wake();
  }

  async #serve(request, response) {
    const [path, query] = request.url.split('?', 2);
    try {
      if (path === kIngest) await this.#ingest(request, response);
      else await this.#read(request, response, path, new URLSearchParams(query));
    } catch (error) {
      const gone = request.destroyed && !request.complete;
      if (error.name === 'AbortError' && response.destroyed) return;  // nobody waited for it any more
      const unforeseen = error instanceof HttpError ? error.cause : error;
      if (unforeseen && !gone) this.log(`${request.method} ${path}: ${unforeseen.stack}`);
      if (error instanceof WebAssembly.RuntimeError) await this.#replaceCore();
      sendError(response, error, path === kIngest ? corsHeaders(request) : {});
    }
  }

  // A module that trapped is in no state to be used again. Requests that meet it meanwhile fail like the first one.
  #replaceCore() {
    this.#loading ??= this.loadCore().then((core) => {
      this.core = core;
      this.desk.distrust({ bookIsDead: true });
      this.log('the core was loaded anew');
    }).catch((error) => this.log(`the core cannot be loaded anew: ${error.message}`)).finally(() => { this.#loading = null; });
    return this.#loading;
  }

  #ingest(request, response) {
    return handleIngest(request, response, { core: this.core, commit: (item) => this.#commit(item), now: this.now });
  }

  async #commit(item) {
    const changed = await this.#queue.add(item).catch((error) => {
      this.health.refused(error);
      throw error;
    });
    this.health.stored();
    this.#announce(changed);
  }

  async #read(request, response, path, query) {
    const answers = { '/v1/sessions': listSessions, '/v1/alerts': listAlerts };
    const sessionId = path.startsWith(kSession) ? nameIn(path, query) : null;
    if (!answers[path] && sessionId === null && path !== kHealth && !isPage(path)) throw new HttpError(404, `there is nothing at ${path.slice(0, 200)}`);
    if (path !== kHealth) this.#checkName(request);
    if (!['GET', 'HEAD'].includes(request.method)) throw new HttpError(405, `${request.method} does not work here: GET it`, { headers: { allow: 'GET, HEAD' } });
    if (answers[path]) sendJson(response, 200, answers[path](this, query));
    else if (path === kHealth) this.#sendHealth(response);
    else if (sessionId === null) await sendPage(response, path);
    else await this.#readSession(request, response, sessionId, query);
  }

  // Any page may have a name of its own lead to a loopback address, and would then read what is here as its own (DNS rebinding). What comes in is not
  // touched: it is taken from everybody.
  #checkName({ headers: { host } }) {
    const name = host?.replace(/:\d*$/, '').toLowerCase();
    if (!name || !this.#names || this.#names.includes(name)) return;
    const here = `is not the name of this collector, which listens on a loopback address: read it as ${kLoopbackNames.join(' or ')}`;
    throw new HttpError(421, `${name.slice(0, 100)} ${here}; a proxy in front sends that as Host, or --host gives another address`);
  }

  #sendHealth(response) {
    const { why } = this.health;
    sendJson(response, why ? 503 : 200, why ? { status: 'failing', why } : { status: 'ok' });
  }

  async #readSession(request, response, sessionId, query) {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const { text, tag } = await this.oneSession.read(this, sessionId, query, { knownTags: request.headers['if-none-match'], signal: gone.signal });
    const headers = { etag: tag, 'cache-control': 'no-cache' };
    if (text === null) response.writeHead(304, headers).end();
    else sendText(response, 200, text, headers);
  }
}
