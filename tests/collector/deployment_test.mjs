// The examples of how to run the collector: behind nginx below a path prefix, and as a service.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';

import { eventually, makeBatch, startCollector, temporaryFolder } from './harness.mjs';

const example = (name) => readFileSync(new URL(`../../e2e/examples/deployment/${name}`, import.meta.url), 'utf8');
const isInstalled = (command) => spawnSync(command, ['-v']).error === undefined;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startNginx(t, origin) {
  const [folder, port] = [await temporaryFolder(t), await freePort()];
  const path = join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join(' ');
  mkdirSync(join(folder, 'logs'));
  writeFileSync(path, `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
    http { access_log off; ${temporary} server { listen 127.0.0.1:${port};
    ${example('nginx_locations.conf').replaceAll('http://127.0.0.1:8080', origin)} } }`);
  const nginx = spawn('nginx', ['-p', folder, '-e', join(folder, 'error.log'), '-c', path], { stdio: 'ignore' });
  t.after(() => nginx.kill());
  const front = `http://127.0.0.1:${port}`;
  await eventually(() => fetch(`${front}/vitals/healthz`).then((response) => response.ok, () => false), 20_000);
  return front;
}

test('works behind nginx below a path prefix, with gzip and ETags', {
  skip: !isInstalled('nginx') && 'nginx is not installed',
}, async (t) => {
  const { origin } = await startCollector(t);
  const front = await startNginx(t, origin);
  const sent = await fetch(`${front}/vitals/collect`, {
    method: 'POST', body: JSON.stringify(makeBatch()), headers: { origin: 'https://app.example' },
  });
  assert.deepEqual([sent.status, sent.headers.get('access-control-allow-origin')], [202, 'https://app.example']);
  assert.match(await (await fetch(`${front}/vitals/`)).text(), /<script type="module" src="main.mjs">/);
  for (const file of ['main.mjs', 'vendor/uplot.mjs', 'page.css']) assert.equal((await fetch(`${front}/vitals/${file}`)).status, 200, file);
  const session = await fetch(`${front}/vitals/v1/sessions/?id=session-1`);
  assert.equal(session.headers.get('content-encoding'), 'gzip');
  assert.equal((await session.json()).sessionId, 'session-1');
  const again = await fetch(`${front}/vitals/v1/sessions/?id=session-1`, { headers: { 'if-none-match': session.headers.get('etag') } });
  assert.equal(again.status, 304);
});

test('the systemd service starts the collector with valid options', () => {
  const [, command] = /^ExecStart=\S+ (.*)$/m.exec(example('rtc-vitals.service'));
  const main = new URL('../../js/cli/main.mjs', import.meta.url).pathname;
  const { status, stdout } = spawnSync(process.execPath, [main, ...command.split(' '), '--help'], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(stdout, /^usage: rtc-vitals collect/);
});
