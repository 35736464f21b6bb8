// Debian's Janus with its videoroom plugin, in a network namespace. Needs root and `apt-get install janus`.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { debianLibraries } from '../../harness/debian.mjs';
import { sleep } from '../run/clock.mjs';

const kFolder = fileURLToPath(new URL('../../../build/lab/janus', import.meta.url));
const kLibraries = `${debianLibraries}/janus`;
const kPort = 18188;
const kReadyLimitMs = 10_000;

const settings = (address) => ({
  'janus.jcfg': `general: {
  configs_folder = "${kFolder}"  plugins_folder = "${kFolder}/plugins"  transports_folder = "${kFolder}/transports"
  events_folder = "${kFolder}/none"  loggers_folder = "${kFolder}/none"  interface = "${address}"
}
nat: { ice_enforce_list = "${address}" }
`,
  'janus.transport.http.jcfg': `general: { base_path = "/janus"  http = true  port = ${kPort}  https = false }
admin: { admin_http = false }
cors: { allow_origin = "*" }
`,
  'janus.plugin.videoroom.jcfg':
    `room-1: { description = "fault lab"  publishers = 3  bitrate = 2000000  videocodec = "vp8"  audiocodec = "opus" }
`,
});

// Gives Janus only the one plugin and the one transport that are used here.
function link(kind, library) {
  mkdirSync(`${kFolder}/${kind}`, { recursive: true });
  const file = `${kLibraries}/${kind}/${library}.so`;
  if (!existsSync(file)) throw new Error(`${file} is missing: apt-get install janus`);
  symlinkSync(file, `${kFolder}/${kind}/${library}.so`);
}

/** Starts the SFU at `address` of a namespace. Resolves to {url, close()} once it answers. */
export async function openSfu(namespace, address) {
  rmSync(kFolder, { recursive: true, force: true });
  link('plugins', 'libjanus_videoroom');
  link('transports', 'libjanus_http');
  for (const [file, text] of Object.entries(settings(address))) writeFileSync(`${kFolder}/${file}`, text);
  const log = openSync(`${kFolder}/log`, 'w');
  const janus = spawn('ip', ['netns', 'exec', namespace, 'janus', '-F', kFolder], { stdio: ['ignore', log, log] });
  const ended = new Promise((done) => janus.once('exit', done));
  const url = `http://${address}:${kPort}/janus`;
  for (let waited = 0; !(await answers(namespace, url)); waited += 200) {
    if (waited > kReadyLimitMs) throw new Error(`Janus does not answer; its log is ${kFolder}/log`);
    await sleep(200);
  }
  return {
    url,
    close() {
      janus.kill();
      return ended;
    },
  };
}

// A child process asks, because this process is outside the namespace.
function answers(namespace, url) {
  const child = spawn('ip', ['netns', 'exec', namespace, 'curl', '-sf', '-o', '/dev/null', `${url}/info`], { stdio: 'ignore' });
  return new Promise((done) => child.once('exit', (code) => done(code === 0)));
}
