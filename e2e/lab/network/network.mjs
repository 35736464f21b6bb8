// Two network namespaces joined by the emulator. Needs root.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const kSource = fileURLToPath(new URL('emulator.cpp', import.meta.url));
const kBuild = fileURLToPath(new URL('../../../build/lab/', import.meta.url));
const kProgram = `${kBuild}emulator`;
const kSides = ['vitals-a', 'vitals-b'];
const kDevices = ['vitalsA', 'vitalsB'];
const kAddresses = ['10.77.31.1', '10.77.32.1'];

// The network of a call without faults: a decent access line. emulator.cpp describes the settings.
const kPlain = { delay: 20, jitter: 0, hold: 0, loss: 0, burst: 0, rate: 0, queue: 300, cut: 0 };

const run = (command) => execFileSync('sh', ['-ec', command], { stdio: ['ignore', 'inherit', 'inherit'] });

function build() {
  if (existsSync(kProgram) && statSync(kProgram).mtimeMs > statSync(kSource).mtimeMs) return;
  mkdirSync(kBuild, { recursive: true });
  execFileSync('g++', ['-std=c++20', '-O2', '-o', kProgram, kSource], { stdio: 'inherit' });
}

function namespaceUp(i) {
  const [side, device] = [kSides[i], kDevices[i]];
  run(`ip netns add ${side}
    ip netns exec ${side} sh -c 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6'
    ip link set ${device} netns ${side}
    ip -n ${side} link set lo up
    ip -n ${side} addr add ${kAddresses[i]}/24 dev ${device}
    ip -n ${side} link set ${device} up
    ip -n ${side} route add default dev ${device}`); // Firefox gathers no candidates without a default route
}

// Also kills what still runs in the namespace: the lab's own namespaces hold only the lab's processes.
function namespaceDown(side) {
  if (existsSync(`/var/run/netns/${side}`)) run(`ip netns pids ${side} | xargs -r kill; ip netns delete ${side}`);
}

/** Resolves to {sides, addresses, set(direction, settings), stats(), close()}. `base` overrides kPlain for the whole call. */
export async function openNetwork(seed, base = {}) {
  if (process.getuid() !== 0) throw new Error('network namespaces need root: run it with sudo');
  build();
  kSides.forEach(namespaceDown); // left over from a recording that was killed
  const emulator = spawn(kProgram, [...kDevices, String(seed)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface(emulator.stdout)[Symbol.asyncIterator]();
  const ask = async (line) => {
    emulator.stdin.write(`${line}\n`);
    return (await answers.next()).value;
  };
  await answers.next(); // the devices exist now
  [0, 1].forEach(namespaceUp);

  const normal = { ...kPlain, ...base };
  /** direction: 'ab' (caller to callee), 'ba' or 'both'; settings null: back to normal. Resolves to the time at which it took effect. */
  const set = async (direction, settings) => {
    const words = Object.entries({ ...normal, ...settings }).map(([name, value]) => `${name}=${value}`);
    const answer = await ask(`${direction} ${words.join(' ')}`);
    if (!Number(answer)) throw new Error(`the emulator says "${answer}"`);
    return Number(answer);
  };
  await set('both', null);
  return {
    sides: kSides,
    addresses: kAddresses,
    set,
    stats: async () => JSON.parse(await ask('stats')),
    async close() {
      kSides.forEach(namespaceDown);
      emulator.stdin.end();
    },
  };
}
