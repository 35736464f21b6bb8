// rtc-vitals collect: runs the collector until it is stopped.
import { Collector } from '../collector/server.mjs';
import { loadNodeCore } from '../node_core.mjs';
import { parseCommandLine, UsageError } from './command_line.mjs';

const kOptions = {
  port: { type: 'string', default: '8080' },
  host: { type: 'string', default: '127.0.0.1' },
  db: { type: 'string', default: 'calls.sqlite' },
  'alert-url': { type: 'string' },
  keep: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};

const kHelp = `usage: rtc-vitals collect [--port 8080] [--host 127.0.0.1] [--db calls.sqlite] [--alert-url URL] [--keep DAYS]

  --port       the port to listen on; 0 picks a free one
  --host       the address to listen on. Anyone who can reach it can read the stored data: unless it is a loopback
               address, put a reverse proxy in front that passes only /v1/telemetry/ingest. On a loopback address,
               reading works only as localhost, 127.0.0.1, [::1] or the host given here
  --db         the SQLite file, created if missing; one collector at a time writes to it, anyone may read it
  --alert-url  receives every alert as a JSON POST, retried until accepted; a user name and password in it
               (https://name:password@...) are sent as basic authentication
  --keep       deletes sessions that received nothing for this many days; by default all are kept. A clock that
               suddenly jumps ahead by a day or more is not trusted for six hours`;

const kDayMs = 24 * 3600 * 1000;
const kDays = /^\d*\.?\d+$/;
const kInMemory = /^(file:)?:memory:/;

const kLoopback = ['127.0.0.1', '::1', 'localhost'];

function parse(args) {
  const { values } = parseCommandLine('collect', { args, options: kOptions });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535) throw new UsageError(`--port must be a number from 0 to 65535, got ${values.port}`);
  const alertUrl = values['alert-url'];
  if (alertUrl !== undefined && !/^https?:$/.test(schemeOf(alertUrl))) throw new UsageError(
    `--alert-url must be an http or https URL, got ${withoutCredentials(alertUrl)}`,
  );
  const { keep } = values;
  if (keep !== undefined && !(kDays.test(keep) && Number(keep) > 0 && Number.isFinite(Number(keep) * kDayMs))) throw new UsageError(
    `--keep must be a number of days above 0, got ${keep}`,
  );
  // An empty host would listen on every address.
  if (values.host === '') throw new UsageError('--host must be a name or an address, got an empty string');
  if (values.db === '') throw new UsageError('--db must be a file, got an empty string');
  if (kInMemory.test(values.db)) throw new UsageError(`--db must be a file: ${values.db} is not stored on disk`);
  return { ...values, port, alertUrl, keepMs: keep === undefined ? null : Number(keep) * kDayMs };
}

// The part before an @ may contain a password.
const withoutCredentials = (url) => url.split('@').at(-1);

function schemeOf(url) {
  try {
    return new URL(url).protocol;
  } catch {
    return '';
  }
}

const log = (line) => console.error(`${new Date().toISOString()} ${line}`);

function listenFault(error, { port, host }) {
  if (error.code === 'EADDRINUSE') return new Error(`port ${port} on ${host} is in use: choose another with --port`);
  return new Error(`cannot listen on ${host}, port ${port}: ${error.message}`);
}

export async function main(args) {
  const { port: wanted, host, db, alertUrl, keepMs, help } = parse(args);
  if (help) return void console.log(kHelp);
  const collector = await Collector.open({ dbPath: db, loadCore: loadNodeCore, alertUrl, keepMs, log });
  const port = await collector.listen({ port: wanted, host }).catch((error) => { throw listenFault(error, { port: wanted, host }); });
  const shown = host.includes(':') ? `[${host}]` : host;
  console.log(`collector: sessions at http://${shown}:${port}/, batches to http://${shown}:${port}/v1/telemetry/ingest, stored in ${db}`);
  if (!kLoopback.includes(host)) log(`anyone who can reach ${host}:${port} can read the sessions, not only send batches`);
  const stop = () => collector.close().then(() => process.exit(0), (error) => { log(error.stack); process.exit(1); });
  process.once('SIGINT', stop).once('SIGTERM', stop);  // a second signal of the same kind ends the process at once
}
