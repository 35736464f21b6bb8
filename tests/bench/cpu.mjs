#!/usr/bin/env node
// `npm run bench`, part 1: CPU time per poll in Chromium, compared with a bare loop that reads the same members of the same reports, and
// with two libraries that also analyze them in the page (tests/peers).
import { fileURLToPath } from 'node:url';

import { launchChromium } from '../../e2e/harness/browsers.mjs';
import { serve } from '../../e2e/harness/server.mjs';
import { loadNodeCore } from '../../js/node_core.mjs';
import { peerScript } from '../peers/load_peer.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const kPolls = 2000;

const html = '<!doctype html><script src="/harness/call_page.js"></script><script type="module" src="/bench/cpu_page.js"></script>';
const script = async (name) => {
  const text = await peerScript(name);
  return (request, response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(text);
};
const server = await serve({
  pages: {
    '/': html,
    '/peer/client-monitor-js.js': await script('@observertc/client-monitor-js'),
    '/peer/webrtc-issue-detector.js': await script('webrtc-issue-detector'),
  },
  folders: {
    '/dist/': folder('../../dist'), '/harness/': folder('../../e2e/harness'), '/bench/': folder('.'), '/peers/': folder('../peers'),
  },
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
  console.log('CPU time per poll in Chromium, us (mean of 1600 polls after 400 for warm-up)');
  const headings = ['reports', 'rtc-vitals', 'bare loop', 'difference', 'client-monitor-js', 'webrtc-issue-detector'];
  console.log(['inbound videos+audios', ...headings].join('  '));
  for (const inbound of [1, 10, 50]) {
    const { reports, us } = await page.evaluate((args) => window.measureCpu(...args), [template, inbound, kPolls, planText]);
    const cells = [String(reports), ...[us.agent, us.bare, us.agent - us.bare, us.monitor, us.detector].map((mean) => mean.toFixed(1))];
    const name = `${inbound}+${inbound}`.padEnd('inbound videos+audios'.length);
    console.log([name, ...cells.map((cell, i) => cell.padStart(headings[i].length))].join('  '));
  }
} finally {
  await browser.close();
  await server.close();
}
