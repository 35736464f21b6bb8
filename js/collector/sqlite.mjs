// Opens SQLite with whatever driver this Node has: `node:sqlite` (built in since 22.5), else @photostructure/sqlite,
// which has the same interface, needs no install script and runs on Node 20.

const kDrivers = ['node:sqlite', '@photostructure/sqlite'];
const kMissing = 'no SQLite in this Node (it has node:sqlite from 22.5 on): use a newer Node, or run `npm install @photostructure/sqlite`';

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

/** Opens (and makes, if need be) the database file at `path`; options as of node:sqlite's DatabaseSync. */
export async function openSqlite(path, options = {}) {
  const DatabaseSync = await loadDriver();
  try {
    return new DatabaseSync(path, options);
  } catch (error) {
    throw new Error(`cannot open the database ${path}: ${error.message}`);
  }
}
