// A recorded call as one self-contained page: it includes style, script (with uPlot) and data,
// and its policy forbids it to load or send anything.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const kBuilt = new URL('../../dist/page/', import.meta.url);
const kPageLoad = 1;  // as in the streams of the core's CallReader

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// JSON that cannot end the script element: it never contains `<`, so neither `</script>` nor `<!--`.
const inScript = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');

// The call in the form of GET /v1/sessions/ID, as far as a recording has the data.
function sessionOf(file, { connections, streams, events }) {
  const polled = streams.filter(({ kind }) => kind === 'connection');
  return {
    file: basename(file), tags: {},
    firstAt: Math.min(...polled.map(({ t }) => t[0])), lastAt: Math.max(...polled.map(({ t }) => t.at(-1))), epochs: [],
    connections: connections.map((connection) => ({ epoch: kPageLoad, ...connection })), streams,
    events: events.kept.map((event) => ({ epoch: kPageLoad, ...event })).sort((a, b) => a.t - b.t), eventsLeftOut: events.leftOut,
  };
}

/** The page's HTML. `call`: { connections, streams } from the core's CallReader, and `events`, a CallEvents. */
export async function htmlReport(file, call) {
  const [style, script] = await Promise.all(['report.css', 'report.js'].map((name) => readFile(new URL(name, kBuilt), 'utf8')));
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src data:; `
    + "base-uri 'none'; form-action 'none'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>rtc-vitals</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header class="top"><span class="brand">rtc-vitals</span></header>
<main id="view"><noscript>This page draws its plots with JavaScript.</noscript></main>
<script type="application/json" id="call">${inScript(sessionOf(file, call))}</script>
<script>${script}</script>
</body>
</html>
`;
}
