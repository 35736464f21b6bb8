// Two network namespaces joined by the emulator. Needs root.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('emulator.cpp', import.meta.url));
const BUILD = fileURLToPath(new URL('../../../build/lab/', import.meta.url));
const PROGRAM = `${BUILD}emulator`;
const SIDES = ['vitals-a', 'vitals-b'];
const DEVICES = ['vitalsA', 'vitalsB'];
const ADDRESSES = ['10.77.31.1', '10.77.32.1'];

/** What a call without faults has: a decent access line. Settings are those of emulator.cpp. */
const PLAIN = { delay: 20, jitter: 0, hold: 0, loss: 0, burst: 0, rate: 0, queue: 300, cut: 0 };

const run = (command) => execFileSync('sh', ['-ec', command], { stdio: ['ignore', 'inherit', 'inherit'] });

function build() {
  if (existsSync(PROGRAM) && statSync(PROGRAM).mtimeMs > statSync(SOURCE).mtimeMs) return;
  mkdirSync(BUILD, { recursive: true });
  execFileSync('g++', ['-std=c++20', '-O2', '-o', PROGRAM, SOURCE], { stdio: 'inherit' });
}

function namespaceUp(i) {
  const [side, device] = [SIDES[i], DEVICES[i]];
  run(`ip netns add ${side}
    ip netns exec ${side} sh -c 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6'
    ip link set ${device} netns ${side}
    ip -n ${side} link set lo up
    ip -n ${side} addr add ${ADDRESSES[i]}/24 dev ${device}
    ip -n ${side} link set ${device} up
    ip -n ${side} route add default dev ${device}`); // Firefox gathers no candidate where there is no default route
}

/** With whatever still runs in it: the lab's own namespaces hold nothing but the lab's processes. */
function namespaceDown(side) {
  if (existsSync(`/var/run/netns/${side}`)) run(`ip netns pids ${side} | xargs -r kill; ip netns delete ${side}`);
}

/** Resolves to {sides, addresses, set(direction, settings), stats(), close()}. `base` overrides PLAIN for the whole call. */
export async function openNetwork(seed, base = {}) {
  build();
  SIDES.forEach(namespaceDown); // of a recording that was killed
  const emulator = spawn(PROGRAM, [...DEVICES, String(seed)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface(emulator.stdout)[Symbol.asyncIterator]();
  const ask = async (line) => {
    emulator.stdin.write(`${line}\n`);
    return (await answers.next()).value;
  };
  await answers.next(); // the devices are there
  [0, 1].forEach(namespaceUp);

  const normal = { ...PLAIN, ...base };
  /** direction: 'ab' (caller to callee), 'ba' or 'both'; settings null: back to normal. Resolves to when it took effect. */
  const set = async (direction, settings) => {
    const words = Object.entries({ ...normal, ...settings }).map(([name, value]) => `${name}=${value}`);
    const answer = await ask(`${direction} ${words.join(' ')}`);
    if (!Number(answer)) throw new Error(`the emulator says "${answer}"`);
    return Number(answer);
  };
  await set('both', null);
  return {
    sides: SIDES,
    addresses: ADDRESSES,
    set,
    stats: async () => JSON.parse(await ask('stats')),
    async close() {
      SIDES.forEach(namespaceDown);
      emulator.stdin.end();
    },
  };
}
