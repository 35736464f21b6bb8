#!/usr/bin/env node
// `npm run bench`, part 1: CPU per poll in Chromium, against a bare loop that reads the same members of the same reports.
import { fileURLToPath } from 'node:url';

import { launchChromium } from '../../e2e/harness/browsers.mjs';
import { serve } from '../../e2e/harness/server.mjs';
import { loadNodeCore } from '../../js/node-core.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const polls = 2000;

const html = '<!doctype html><script src="/harness/call_page.js"></script><script type="module" src="/bench/cpu_page.js"></script>';
const server = await serve({
  pages: { '/': html },
  folders: { '/dist/': folder('../../dist'), '/harness/': folder('../../e2e/harness'), '/bench/': folder('.') },
});
const browser = await launchChromium();
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  const template = await page.evaluate(async () => {
    const call = await window.startCall();
    await new Promise((resolve) => { setTimeout(resolve, 3000); });
    const report = await call.receiver.getStats();
    call.close();
    return [...report.values()].filter((object) => object.type !== 'certificate');
  });
  const planText = (await loadNodeCore()).statTable();
  console.log('CPU per poll in Chromium, us (mean of 1600 after 400 to warm up)');
  console.log('inbound videos+audios  reports    agent     bare    above');
  for (const inbound of [1, 10, 50]) {
    const { reports, agentUs, bareUs } = await page.evaluate((args) => window.measureCpu(...args), [template, inbound, polls, planText]);
    console.log(`${`${inbound}+${inbound}`.padEnd(22)} ${String(reports).padStart(8)} ${[agentUs, bareUs, agentUs - bareUs].map((us) => us.toFixed(1).padStart(8)).join(' ')}`);
  }
} finally {
  await browser.close();
  await server.close();
}
