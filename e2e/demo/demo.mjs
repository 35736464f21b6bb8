// `npm run demo`: a real call in headless Chromium whose decoder starves for a while. Prints and checks what the collector has stored.
// Exit status 0 only if the database has the freeze and the alert as they happened.
import { mkdir, rm } from 'node:fs/promises';

import { checkFindings } from './check_findings.mjs';
import { startCollector } from './collector_process.mjs';
import { servePage } from './page_server.mjs';
import { playCall } from './play_call.mjs';
import { readFindings } from './read_findings.mjs';
import { printTimeLine } from './time_line.mjs';
import { printVerdict } from './verdict.mjs';

const kFolder = 'out';
const kDb = `${kFolder}/demo.sqlite`;

async function freshDatabase() {
  await mkdir(kFolder, { recursive: true });
  await Promise.all(['', '-wal', '-shm'].map((end) => rm(kDb + end, { force: true })));
}

async function main() {
  await freshDatabase();
  const collector = await startCollector({ db: kDb, onLine: (line) => console.log(`  collector: ${line}`) });
  const page = await servePage({ collector: collector.origin });
  try {
    const truth = await playCall({ url: page.origin, say: (text) => console.log(`  ${text}`) });
    const findings = await readFindings({ db: kDb, origin: collector.origin, sessionId: truth.sessionId });
    printTimeLine(findings);
    const faults = checkFindings(findings, truth);
    printVerdict(findings, truth, faults);
    console.log(`The data is in ${kDb}. To explore it:
  npx rtc-vitals collect --port 8080 --db ${kDb}    then open http://127.0.0.1:8080/#/session/${truth.sessionId}
  sqlite3 ${kDb} "SELECT * FROM samples WHERE session_id = '${truth.sessionId}'"
`);
    return faults.length ? 1 : 0;
  } finally {
    await Promise.all([page.close(), collector.stop()]);
  }
}

process.exitCode = await main().catch((error) => {
  console.error(`The demo failed: ${error.stack}`);
  return 1;
});
