// `npm start`: the collector with its page, and a call page with buttons that break the call.
import { startCollector } from './collector_process.mjs';
import { servePage } from './page_server.mjs';

const kCollectorPort = 8080;
const kPagePort = 8081;
const db = 'calls.sqlite';

const collector = await startCollector({ port: process.env.PORT ?? kCollectorPort, db, onLine: (line) => console.log(line) });
const page = await servePage({ port: process.env.CALL_PORT ?? kPagePort, collector: collector.origin }).catch(async (error) => {
  await collector.stop();
  console.error(`The call page cannot be served (${error.message}): set another port with CALL_PORT=...`);
  process.exit(1);
});
console.log(`
  1. open    ${page.origin}   a call inside one page: click "Starve the decoder"
  2. watch   ${collector.origin}   its session appears within seconds, the freeze in red, the alert with it

The data is in ${db}. Ctrl-C stops both.`);
const stop = async () => {
  await Promise.all([collector.stop(), page.close()]);
  process.exit();
};
process.once('SIGINT', stop).once('SIGTERM', stop);
collector.ended.then((status) => process.exit(status ?? 1));
