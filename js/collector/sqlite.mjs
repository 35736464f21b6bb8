// Opens SQLite with whatever driver this Node has: `node:sqlite` (since 22.13; behind a flag since 22.5), else @photostructure/sqlite,
// which has the same interface, needs no install script and runs on Node 20.
import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const kDrivers = ['node:sqlite', '@photostructure/sqlite'];
const kMissing = 'no SQLite in this Node (it has node:sqlite from 22.13 on, and from 22.5 on with --experimental-sqlite): use a newer Node, or run `npm install @photostructure/sqlite`';

// `node:sqlite` announces itself as experimental on every start of Node 22 and 24. The collector uses only its stable
// part and its readers can do nothing about the warning, so that one line is kept away; every other warning stays.
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
 * Why this user cannot keep a database at `path`; null if nothing forbids it. SQLite says no more than that it cannot, and nothing at all of a file that it
 * may only read: such a one is opened, a lock in it is "taken" by as many as like, and the first that is written is what fails.
 */
export async function whyNot(path) {
  const folder = dirname(resolve(path));
  if (!await isAllowed(folder, constants.F_OK)) return `there is no folder ${folder}`;
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return 'it is a folder';
  if (found && !await isAllowed(path, constants.R_OK | constants.W_OK)) return 'this user may not read and write it';
  if (!await isAllowed(folder, constants.W_OK)) return `this user may not write to the folder ${folder}`;
  return null;
}

/** Opens (and makes, if need be) the database file at `path`; options as of node:sqlite's DatabaseSync. An error calls it `name`. */
export async function openSqlite(path, options = {}, name = 'it') {
  const DatabaseSync = await loadDriver();
  try {
    return new DatabaseSync(path, options);
  } catch (error) {
    throw new Error(`cannot open ${name}: ${await whyNot(path) ?? error.message}`);
  }
}

/** The statements of `sqls` ({name: SQL}), prepared, by the same names. */
export const prepareAll = (db, sqls) => Object.fromEntries(Object.entries(sqls).map(([name, sql]) => [name, db.prepare(sql)]));

// SQLite's primary result codes (sqlite.org/rescode.html) and what it calls them.
const kBusy = new Map([[5, 'database is locked'], [6, 'database table is locked']]);
const kDatabase = new Map([
  [7, 'out of memory'], [8, 'attempt to write a readonly database'], [10, 'disk I/O error'], [11, 'database disk image is malformed'],
  [13, 'database or disk is full'], [14, 'unable to open database file'], [26, 'file is not a database'],
]);

// @photostructure/sqlite gives the errors of `all()` no code.
const isOneOf = (faults, { errcode, message }) => (errcode === undefined ? [...faults.values()].includes(message) : faults.has(errcode & 0xff));

/** What an error says: 'busy': somebody else writes just now; 'database': nothing can be stored; 'item': this cannot. */
export function faultOf(error) {
  if (isOneOf(kBusy, error)) return 'busy';
  return isOneOf(kDatabase, error) ? 'database' : 'item';
}

/** Whether an error says that the disk is full. */
export const isFull = (error) => isOneOf(new Map([[13, kDatabase.get(13)]]), error);

/** The file that `db` is in, whatever links led to it; null if it is in memory, or in a file that goes when it is closed. */
export const fileOf = (db) => db.prepare('PRAGMA database_list').all().find(({ name }) => name === 'main').file || null;

/**
 * Claims the database file at `path`, as fileOf gives it, for this process, until the connection that is returned is closed or the process ends, however it does. One
 * collector writes, ever: SQLite before 3.51.3 can damage a WAL that two connections write and checkpoint at the same time, and two would each
 * open alerts of their own. Other programs may read.
 */
export async function claim(path) {
  const name = `${path}.lock`;
  const lock = await openSqlite(name, {}, name);
  try {
    const why = await whyNot(name);
    if (why) throw new Error(why);
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (faultOf(error) !== 'busy') throw new Error(`its lock, ${name}: ${error.message}`);
    throw new Error('another collector keeps it open: stop that one, or give another file with --db');
  }
}
