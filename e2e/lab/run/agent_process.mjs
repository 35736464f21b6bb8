// Opens the page in one browser and relays calls to its `lab`. Started by agent.mjs, possibly inside a network namespace.
// Arguments: the browser's name, and `hides` if the page will be put into the background. A line of stdin is {id, fn, args}, a line of
// stdout {id, result} or {id, error}; {id: 0} when the page is ready. `hide` and `show` are handled here, every other fn by the page.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname } from 'node:path';
import { createInterface } from 'node:readline';

import { launch } from './browsers.mjs';

const kTypes = { '.html': 'text/html', '.mjs': 'text/javascript' };

const server = createServer(async ({ url }, response) => {
  const file = basename(new URL(url, 'http://localhost').pathname) || 'index.html';
  try {
    const body = await readFile(new URL(`../page/${file}`, import.meta.url));
    response.writeHead(200, { 'content-type': kTypes[extname(file)] }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));

const [name, hides] = process.argv.slice(2);
const browser = await launch(name, { hides: hides === 'hides' });
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(`page: ${error.message}`));
page.on('console', (message) => { if (message.type() === 'error') console.error(`page console: ${message.text()}`); });
await page.goto(`http://localhost:${server.address().port}/`);
await page.waitForFunction(() => window.lab);

let tab; // the tab in front while the page is hidden
const pageActions = {
  async hide() {
    if (tab) await tab.bringToFront();
    else [tab] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => { window.open('about:blank'); })]);
    return page.evaluate(() => window.lab.untilVisibility('hidden'));
  },
  async show() {
    await page.bringToFront();
    return page.evaluate(() => window.lab.untilVisibility('visible'));
  },
};
const askPage = (fn, args) => page.evaluate(([method, values]) => window.lab[method](...values), [fn, args]);

const reply = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const lines = createInterface(process.stdin);
lines.on('line', async (line) => {
  const { id, fn, args } = JSON.parse(line);
  try {
    reply({ id, result: await (pageActions[fn] ? pageActions[fn]() : askPage(fn, args)) });
  } catch (error) {
    reply({ id, error: error.message });
  }
});
lines.on('close', async () => {
  await browser.close();
  process.exit(0);
});
reply({ id: 0, result: browser.version() });
