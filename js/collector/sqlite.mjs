// Opens SQLite with the driver that this Node has: `node:sqlite` (since 22.13; behind a flag since 22.5), else @photostructure/sqlite,
// which has the same interface, needs no install script and runs on Node 20.
import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const kDrivers = ['node:sqlite', '@photostructure/sqlite'];
const kMissing = 'this Node has no SQLite (node:sqlite is available from 22.13, and from 22.5 with --experimental-sqlite): '
  + 'use a newer Node, or run `npm install @photostructure/sqlite`';

// `node:sqlite` warns that it is experimental on every start of Node 22 and 24.
// The collector uses only its stable part, and users can do nothing about the warning, so this one is suppressed. All others stay.
function withoutExperimentalWarning(load) {
  const emit = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    if (!String(warning?.message ?? warning).includes('SQLite is an experimental feature')) emit.call(process, warning, ...rest);
  };
  return load().finally(() => { process.emitWarning = emit; });
}

async function loadDriver() {
  for (const name of kDrivers) {
    try {
      return (await withoutExperimentalWarning(() => import(name))).DatabaseSync;
    } catch (error) {
      if (!['ERR_UNKNOWN_BUILTIN_MODULE', 'ERR_MODULE_NOT_FOUND'].includes(error.code)) throw error;
    }
  }
  throw new Error(kMissing);
}

const isAllowed = (path, mode) => access(path, mode).then(() => true, () => false);

/**
 * Why this user cannot keep a database at `path`; null if it can. SQLite's own error gives no reason.
 * A read-only file even opens without an error, any number of processes can then "take" its lock, and only the first write fails.
 */
export async function whyUnusable(path) {
  const folder = dirname(resolve(path));
  if (!await isAllowed(folder, constants.F_OK)) return `the folder ${folder} does not exist`;
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return 'it is a folder';
  if (found && !await isAllowed(path, constants.R_OK | constants.W_OK)) return 'no permission to read and write it';
  if (!await isAllowed(folder, constants.W_OK)) return `no permission to write to the folder ${folder}`;
  return null;
}

/** Opens the database file at `path`, creating it if missing; options as for node:sqlite's DatabaseSync. Errors refer to it as `name`. */
export async function openSqlite(path, options = {}, name = 'it') {
  const DatabaseSync = await loadDriver();
  try {
    return new DatabaseSync(path, options);
  } catch (error) {
    throw new Error(`cannot open ${name}: ${await whyUnusable(path) ?? error.message}`);
  }
}

/** Prepares the statements of `sqls` ({name: SQL}); returns them by the same names. */
export const prepareAll = (db, sqls) => Object.fromEntries(Object.entries(sqls).map(([name, sql]) => [name, db.prepare(sql)]));

// SQLite's primary result codes (sqlite.org/rescode.html) and their messages.
const kBusy = new Map([[5, 'database is locked'], [6, 'database table is locked']]);
const kDatabase = new Map([
  [7, 'out of memory'], [8, 'attempt to write a readonly database'], [10, 'disk I/O error'], [11, 'database disk image is malformed'],
  [13, 'database or disk is full'], [14, 'unable to open database file'], [26, 'file is not a database'],
]);

// Errors of `all()` in @photostructure/sqlite have no code.
const isOneOf = (faults, { errcode, message }) => (
  errcode === undefined ? [...faults.values()].includes(message) : faults.has(errcode & 0xff)
);

/** The kind of an error: 'busy': another program is writing; 'database': nothing can be stored; 'item': only this item cannot. */
export function faultOf(error) {
  if (isOneOf(kBusy, error)) return 'busy';
  return isOneOf(kDatabase, error) ? 'database' : 'item';
}

/** Whether an error means that the disk is full. */
export const isFull = (error) => isOneOf(new Map([[13, kDatabase.get(13)]]), error);

/** The file of `db`, with symbolic links resolved; null if it is in memory, or in a temporary file that is deleted on close. */
export const fileOf = (db) => db.prepare('PRAGMA database_list').all().find(({ name }) => name === 'main').file || null;

/**
 * Claims the database file at `path` (as from fileOf) for this process, until the returned connection is closed or the process ends, even
 * by a crash. Only one collector may write: SQLite before 3.51.3 can damage a WAL that two connections write and checkpoint at the same
 * time, and each collector would open alerts of its own. Other programs may read.
 */
export async function claim(path) {
  const name = `${path}.lock`;
  const lock = await openSqlite(name, {}, name);
  try {
    const why = await whyUnusable(name);
    if (why) throw new Error(why);
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (faultOf(error) !== 'busy') throw new Error(`its lock, ${name}: ${error.message}`);
    throw new Error('another collector is using it: stop that one, or specify another file with --db');
  }
}
