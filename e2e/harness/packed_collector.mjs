// The collector of the packed package, run by the package's own command in an empty project.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { project } from './tarball.mjs';

// The SQLite package for Node 20, which has none built in.
const sqlite = fileURLToPath(new URL('../../node_modules/@photostructure/sqlite', import.meta.url));

/**
 * Starts it. `stderr`, where it logs alerts: as for spawn(). Resolves to {url, app, database, close()}: `app`: its project, `database`:
 * path of the file.
 */
export async function startPackedCollector({ stderr = 'inherit' } = {}) {
  const app = await project({}, [sqlite]);
  const command = join(app, 'node_modules/.bin/rtc-vitals');
  const collector = spawn(command, ['collect', '--port', '0', '--db', 'calls.sqlite'], { cwd: app, stdio: ['ignore', 'pipe', stderr] });
  const [line] = await once(createInterface(collector.stdout), 'line');
  return { url: /http:\/\/[\d.]+:\d+/.exec(line)[0], app, database: join(app, 'calls.sqlite'), close: () => collector.kill() };
}
