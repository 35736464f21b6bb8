// Opens the page in one browser and relays calls to its `lab`. Started by agent.mjs, perhaps inside a network namespace.
// Argument: the browser's name. Messages in: {id, fn, args}; out: {id, result} or {id, error}; {id: 0} when the page is ready.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname } from 'node:path';
import { launch } from './browsers.mjs';

const TYPES = { '.html': 'text/html', '.mjs': 'text/javascript' };

const server = createServer(async ({ url }, response) => {
  const file = basename(new URL(url, 'http://localhost').pathname) || 'index.html';
  try {
    const body = await readFile(new URL(`../page/${file}`, import.meta.url));
    response.writeHead(200, { 'content-type': TYPES[extname(file)] }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));

const browser = await launch(process.argv[2]);
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(`page: ${error.message}`));
page.on('console', (message) => { if (message.type() === 'error') console.error(`page console: ${message.text()}`); });
await page.goto(`http://localhost:${server.address().port}/`);
await page.waitForFunction(() => window.lab);

const reply = (message) => { if (process.connected) process.send(message); };
process.on('message', async ({ id, fn, args }) => {
  try {
    reply({ id, result: await page.evaluate(([name, values]) => window.lab[name](...values), [fn, args]) });
  } catch (error) {
    reply({ id, error: error.message });
  }
});
process.on('disconnect', async () => {
  await browser.close();
  process.exit(0);
});
reply({ id: 0, result: browser.version() });
