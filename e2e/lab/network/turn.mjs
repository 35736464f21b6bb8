// Debian's coturn in a network namespace. Needs root and `apt-get install coturn`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

import { sleep } from '../run/clock.mjs';

const kProgram = '/usr/bin/turnserver';
const kPort = 3478;
const kUser = 'lab';
const kReadyMs = 500;

/**
 * Starts a TURN server at `address` of a namespace. transport: 'udp' or 'tcp', between the server and its client.
 * Resolves to {configuration, close()}; a peer connection with this configuration uses no other path.
 */
export async function openTurn(namespace, address, transport) {
  if (!existsSync(kProgram)) throw new Error(`${kProgram} is missing: apt-get install coturn`);
  const where = ['-L', address, '-E', address, '-p', String(kPort), '--pidfile', '', '--log-file', 'stdout', '-n'];
  const turn = spawn('ip', [
    'netns', 'exec', namespace, kProgram, ...where, '-a', '-u', `${kUser}:${kUser}`, '-r', kUser, '--no-tls', '--no-dtls', '--no-cli',
  ], { stdio: 'ignore' });
  const ended = new Promise((done) => turn.once('exit', done));
  await sleep(kReadyMs);
  if (turn.exitCode !== null) throw new Error(`${kProgram} ended with status ${turn.exitCode}`);
  return {
    configuration: {
      iceTransportPolicy: 'relay',
      iceServers: [{ urls: `turn:${address}:${kPort}?transport=${transport}`, username: kUser, credential: kUser }],
    },
    close() {
      turn.kill();
      return ended;
    },
  };
}
