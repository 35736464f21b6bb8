// The collector: takes batches by HTTP, stores them and sends alerts. The core makes all judgements.
// The routes for reading are in read_routes.mjs.
import { createServer } from 'node:http';

import { AlertTracker, alertLine } from './alerts.mjs';
import { ClockWatch } from './clock_watch.mjs';
import { CommitQueue } from './commit_queue.mjs';
import { corsHeaders } from './cors.mjs';
import { Health } from './health.mjs';
import { HttpError, sendError } from './http.mjs';
import { handleIngest } from './ingest.mjs';
import { OneSession } from './one_session.mjs';
import { Outbox } from './outbox.mjs';
import { answerRead, kLoopbackNames } from './read_routes.mjs';
import { Retention } from './retention.mjs';
import { checkSchema, prepareSchema } from './schema.mjs';
import { claim, faultOf, fileOf, openSqlite, whyUnusable } from './sqlite.mjs';
import { Store } from './store.mjs';

const kIngest = '/v1/telemetry/ingest';
const kLoopback = /^(127\.|::1$)/;
const kHeadersTimeoutMs = 10_000;
const kRequestTimeoutMs = 30_000;
// An agent sends every 10 s by default: its connection is still open then. If it closed at that moment, the batch would fail.
const kKeepAliveMs = 15_000;
const kHousekeepingMs = 30_000;
const kShutdownMs = 5_000;  // for requests in flight when the collector is closed; service managers kill after ten seconds

export class Collector {
  #server;
  #queue;
  #housekeeping;
  #names = null;  // host names by which it may be read; null: any
  #loading = null;
  #closing = null;

  /** Use Collector.open. */
  constructor({ db, lock, file, core, loadCore, alertUrl, keepMs, log, now, elapsed }) {
    Object.assign(this, { db, lock, core, loadCore, log, now });
    this.store = new Store(db);
    this.clock = new ClockWatch({ now, elapsed, log, last: this.store.lastReceipt() });
    this.health = new Health({ file, log, now });
    this.oneSession = new OneSession(db);
    this.alerts = new AlertTracker({ db, newBook: () => new this.core.AlertBook(), notify: Boolean(alertUrl), now, elapsed });
    this.retention = keepMs ? new Retention({ db, store: this.store, keepMs, forgotten: (gone) => this.#forget(gone) }) : null;
    this.outbox = alertUrl ? new Outbox({ db, url: alertUrl, now, elapsed, log }) : null;
    this.#queue = new CommitQueue({
      write: (item) => this.#write(item),
      transaction: (work) => this.store.transaction(work),
      recover: () => this.alerts.discardBook(),
      faultOf,
    });
    this.#server = createServer(
      { headersTimeout: kHeadersTimeoutMs, requestTimeout: kRequestTimeoutMs, keepAliveTimeout: kKeepAliveMs },
      (request, response) => this.#serve(request, response),
    );
  }

  /**
   * Opens the database file `dbPath` and creates a collector on it. `loadCore()` resolves to the core's node module; `alertUrl`
   * receives every alert as a POST; sessions silent for `keepMs` are deleted, none if null; `log(line)` receives alerts and faults;
   * `now()` is the wall clock, `elapsed()` a monotonic one.
   */
  static async open({
    dbPath, loadCore, alertUrl = null, keepMs = null, log = (line) => console.error(line),
    now = Date.now, elapsed = () => performance.now(),
  }) {
    const core = await loadCore();
    const opened = [];
    try {
      const db = await openSqlite(dbPath);
      opened.push(db);
      checkSchema(db);
      const file = fileOf(db);
      const why = file ? await whyUnusable(file) : 'it is not stored on disk: specify a file with --db';
      if (why) throw new Error(why);
      const lock = await claim(file);
      opened.push(lock);
      prepareSchema(db);
      const collector = new Collector({ db, lock, file, core, loadCore, alertUrl, keepMs, log, now, elapsed });
      await collector.health.checkFile();
      return collector;
    } catch (error) {
      for (const db of opened) db.close();
      throw new Error(`the database ${dbPath} cannot be used: ${error.message}`);
    }
  }

  /** Starts to listen; port 0 picks a free one. Resolves to the port. */
  async listen({ port, host = '127.0.0.1' }) {
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    this.#housekeeping = setInterval(() => Promise.all([this.#doHousekeeping(), this.health.checkFile()]), kHousekeepingMs);
    this.outbox?.wake();
    const { address, port: taken } = this.#server.address();
    if (kLoopback.test(address)) this.#names = [...kLoopbackNames, host.toLowerCase()];
    return taken;
  }

  /** Waits for requests in flight, up to kShutdownMs, then closes the database. */
  close() {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close() {
    clearInterval(this.#housekeeping);
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    const timer = setTimeout(() => this.#server.closeAllConnections(), kShutdownMs);
    await closed;
    clearTimeout(timer);
    await this.retention?.stop();
    await this.outbox?.stop();
    this.db.close();
    this.lock.close();
  }

  // Inside the queue's transaction.
  #write(item) {
    this.alerts.ensureBook();
    const added = this.store.add(item);
    if (!added) return [];
    const changed = this.alerts.feed(added, item.decoded.sentAt, item.receivedAt);
    return item.decoded.flush === 'stop' ? [...changed, ...this.alerts.endEpoch(added.epoch, item.receivedAt)] : changed;
  }

  #forget(gone) {
    this.alerts.forget(gone);
    if (gone.epoch !== undefined) this.oneSession.forget(gone.epoch);
  }

  async #doHousekeeping() {
    try {
      this.clock.check();
      this.#announce(this.#endSilent());
      await this.retention?.clean(this.clock.date());
    } catch (error) {
      this.log(`housekeeping: ${error.message}, will retry`);
    }
  }

  #endSilent() {
    try {
      return this.store.transaction(() => this.alerts.endSilent(this.now()));
    } catch (error) {
      this.alerts.discardBook(); // the book has already forgotten alerts that are still open in the database
      throw error;
    }
  }

  #announce(alerts) {
    for (const alert of alerts) this.log(`ALERT ${alertLine(alert)}`);
    if (alerts.length) this.outbox?.wake();
  }

  async #serve(request, response) {
    const [path] = request.url.split('?', 1);
    const query = request.url.slice(path.length + 1);
    if (this.#closing) response.setHeader('connection', 'close');
    try {
      if (path === kIngest) await this.#ingest(request, response);
      else await answerRead(this, request, response, { path, query: new URLSearchParams(query), names: this.#names });
    } catch (error) {
      const gone = request.destroyed && !request.complete;
      if (error.name === 'AbortError' && response.destroyed) return;  // the client is gone
      const unforeseen = error instanceof HttpError ? error.cause : error;
      if (unforeseen && !gone) this.log(`${request.method} ${path}: ${unforeseen.stack}`);
      if (error instanceof WebAssembly.RuntimeError) await this.#replaceCore();
      sendError(response, error, path === kIngest ? corsHeaders(request) : {});
    }
  }

  // A wasm module that trapped cannot be used again. Requests that use it before it is replaced fail like the first one.
  #replaceCore() {
    this.#loading ??= this.loadCore().then((core) => {
      this.core = core;
      this.alerts.discardBook({ coreCrashed: true });
      this.log('the core was reloaded');
    }).catch((error) => this.log(`the core cannot be reloaded: ${error.message}`)).finally(() => { this.#loading = null; });
    return this.#loading;
  }

  #ingest(request, response) {
    return handleIngest(request, response, { core: this.core, commit: (item) => this.#commit(item), now: this.now });
  }

  async #commit(item) {
    const changed = await this.#queue.add({ ...item, ahead: this.clock.ahead() }).catch((error) => {
      this.health.refused(error);
      throw error;
    });
    this.health.stored();
    this.#announce(changed);
  }
}
