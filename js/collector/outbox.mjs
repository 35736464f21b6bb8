// Sends alerts to --alert-url. They wait in the database, so that none is lost while the receiver or this process is down. The messages of
// one alert are sent in order, those of different alerts concurrently. A failed message is retried with exponential backoff.
import { unescape } from 'node:querystring';

import { retryAfterMs } from '../retry_after.js';
import { prepareAll } from './sqlite.mjs';

const kMaxInFlight = 8;  // messages in flight, so that one on which the receiver hangs does not block the others
const kTimeoutMs = 10_000;
const kFirstRetryMs = 1_000;
const kLongestRetryMs = 5 * 60 * 1000;
const kMaxTries = 300;  // about a day
const kLongestRetryAfterMs = 60 * 60 * 1000;  // a longer Retry-After is capped: SQLite and Date hold only a limited range of times
const kLongestTimerMs = 60_000;
const kClockStepMs = 1000;  // smaller steps are normal clock adjustment

const kStatements = {
  next: `SELECT o.id, o.payload, o.tries, o.next_at FROM outbox o WHERE o.done_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.alert = o.alert AND earlier.done_at IS NULL AND earlier.id < o.id)
    ORDER BY o.next_at, o.id LIMIT ${2 * kMaxInFlight}`,
  // Ids of deleted rows are reused, but each payload is unique: a message that was deleted while in flight changes no other one.
  done: 'UPDATE outbox SET done_at = ?, tries = tries + 1, result = ? WHERE id = ? AND payload = ?',
  later: 'UPDATE outbox SET next_at = ?, tries = tries + 1, result = ? WHERE id = ? AND payload = ?',
  shift: 'UPDATE outbox SET next_at = next_at + ? WHERE done_at IS NULL',
};

// fetch refuses URLs with credentials. They go into the Authorization header (RFC 7617). The log gets only `name`, since the path of a chat
// room's webhook is a secret, too.
function receiverOf(address) {
  const url = new URL(address);
  const credentials = `${unescape(url.username)}:${unescape(url.password)}`;
  url.username = url.password = '';
  const authorization = credentials === ':' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  return { url: url.href, name: url.origin, headers: { 'content-type': 'application/json', ...authorization } };
}

export class Outbox {
  #url;
  #name;
  #headers;
  #run;
  #now;
  #elapsed;
  #ahead;  // the wall clock minus the monotonic clock, as of the `next_at` in the database
  #log;
  #timer = null;
  #sending = new Map();  // id of a message in flight -> { abort, end }
  #stopped = false;
  #isRefused = false;  // the receiver refused the last message, and that was logged

  /** `now()` is the wall clock, `elapsed()` a monotonic one. */
  constructor({ db, url, now, elapsed, log }) {
    this.#run = prepareAll(db, kStatements);
    ({ url: this.#url, name: this.#name, headers: this.#headers } = receiverOf(url));
    this.#now = now;
    this.#elapsed = elapsed;
    this.#ahead = now() - elapsed();
    this.#log = log;
  }

  /** Sends the messages that are due. Call it at start and when something was queued. */
  wake() {
    clearTimeout(this.#timer);
    try {
      this.#followClock();
      this.#sendWhatIsDue();
    } catch (error) {
      this.#failed(error);
    }
  }

  // A clock that is set back would delay what waits by as much, so its times are set back too.
  // A clock that is set forward only has it sent early.
  #followClock() {
    const step = this.#now() - this.#elapsed() - this.#ahead;
    if (Math.abs(step) < kClockStepMs) return;
    if (step < 0) this.#run.shift.run(Math.round(step));
    this.#ahead += step;
  }

  // The database could not be read or written.
  #failed(error) {
    this.#log(`alerts: ${error.message}, will retry`);
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), kLongestTimerMs);
  }

  async stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const underWay = [...this.#sending.values()];
    for (const { abort } of underWay) abort.abort();
    await Promise.all(underWay.map(({ end }) => end));
  }

  // Called again when a message has ended, or when the next one is due.
  #sendWhatIsDue() {
    if (this.#stopped || this.#sending.size >= kMaxInFlight) return;
    for (const message of this.#run.next.all()) {
      if (this.#sending.has(message.id)) continue;
      if (this.#sending.size >= kMaxInFlight) return;
      const wait = message.next_at - this.#now();
      // A longer wait means that the clock was set back while the collector was not running.
      if (wait > 0 && wait <= kLongestRetryAfterMs) {
        this.#timer = setTimeout(() => this.wake(), Math.min(wait, kLongestTimerMs));
        return;
      }
      this.#begin(message);
    }
  }

  // Uses its own timer, since AbortSignal.any() over AbortSignal.timeout() does not always fire: Node 20 may garbage-collect it first.
  #begin(message) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(new Error(`no response within ${kTimeoutMs / 1000} s`)), kTimeoutMs);
    const ended = (next) => {
      clearTimeout(timer);
      this.#sending.delete(message.id);
      next();
    };
    const end = this.#send(message, abort.signal).then(() => ended(() => this.wake()), (error) => ended(() => this.#failed(error)));
    this.#sending.set(message.id, { abort, end });
  }

  async #send({ id, payload, tries }, signal) {
    let response = null;
    let result;
    try {
      response = await fetch(this.#url, { method: 'POST', headers: this.#headers, body: payload, redirect: 'error', signal });
      await response.body?.cancel();
      result = `status ${response.status}`;
    } catch (error) {
      if (this.#stopped) return;
      result = (error.cause?.message ?? error.message).trim();  // messages of OpenSSL end in a line break
    }
    this.#followClock();
    const now = this.#now();
    if (response?.ok) {
      this.#isRefused = false;
      return void this.#run.done.run(now, result, id, payload);
    }
    if (tries + 1 >= kMaxTries) {
      this.#log(`alerts: gave up sending to ${this.#name} (${result})`);
      return void this.#run.done.run(now, `given up: ${result}`, id, payload);
    }
    if (!this.#isRefused) this.#log(`alerts: cannot send to ${this.#name} (${result}), will retry`);
    this.#isRefused = true;
    const backoff = Math.min(kFirstRetryMs * 2 ** Math.min(tries, 20), kLongestRetryMs);
    const asked = response ? retryAfterMs(response, kLongestRetryAfterMs, now) : 0;
    this.#run.later.run(now + Math.max(backoff, asked), result, id, payload);
  }
}
