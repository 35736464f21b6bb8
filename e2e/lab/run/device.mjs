// Simulates the machine of one end: stops and resumes all processes of its browser, once or repeatedly.
import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';

import { epochMs, sleep } from './clock.mjs';

const kPeriodMs = 100;
// A group of threads with its own CPU quota. Only version 1 of the kernel's cpu controller takes single threads.
const kGroups = '/sys/fs/cgroup/cpu';
const kGroup = `${kGroups}/rtc-vitals-lab`;
// The longest period that the kernel accepts. A used-up quota is refilled only at its end.
const kQuotaPeriodUs = 1_000_000;
// Chromium's threads that decode received video: a thread pool, by the 15 characters of its name that the kernel keeps.
const kDecoders = /^ThreadPoolPrese/;

function parents() {
  const found = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1); // "… (name) state ppid …"
      found.push([Number(pid), Number(afterName.split(' ')[1])]);
    } catch { /* the process ended meanwhile */ }
  }
  return found;
}

// All descendants of `pid`, without itself.
function descendants(pid, all = parents()) {
  const children = all.filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendants(child, all)]);
}

// Ids of the decoder threads of these processes, by name.
function decodersOf(pids) {
  return pids.flatMap((pid) => readdirSync(`/proc/${pid}/task`)
    .filter((id) => kDecoders.test(readFileSync(`/proc/${pid}/task/${id}/comm`, 'utf8'))));
}

function moveAll(threads, group) {
  for (const id of threads) {
    try {
      writeFileSync(`${group}/tasks`, id);
    } catch { /* the thread ended meanwhile */ }
  }
}

function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch { /* the process ended meanwhile */ }
  }
  return epochMs();
}

export class Device {
  /** pid: the process that started the browser. It is never stopped. */
  constructor(pid) {
    this.pid = pid;
  }

  /** Stops everything for `ms`, like closing a laptop's lid. Resolves to {start, end}. */
  async suspend(ms) {
    const pids = descendants(this.pid);
    const start = signalAll(pids, 'SIGSTOP');
    await sleep(ms);
    return { start, end: signalAll(pids, 'SIGCONT') };
  }

  /** For `ms` the decoder threads together get `quotaMs` of each second. Resolves to {start, end}. */
  async starveDecoders(ms, quotaMs) {
    if (!decodersOf(descendants(this.pid)).length) {
      throw new Error('this browser has no threads that only decode (in Firefox they also receive packets): use Chromium');
    }
    mkdirSync(kGroup, { recursive: true });
    writeFileSync(`${kGroup}/cpu.cfs_period_us`, String(kQuotaPeriodUs));
    writeFileSync(`${kGroup}/cpu.cfs_quota_us`, String(quotaMs * 1000));
    const start = epochMs();
    while (epochMs() < start + ms) {
      moveAll(decodersOf(descendants(this.pid)), kGroup); // a pool's threads come and go
      await sleep(kPeriodMs);
    }
    moveAll(readFileSync(`${kGroup}/tasks`, 'utf8').split('\n').filter(Boolean), kGroups);
    rmdirSync(kGroup);
    return { start, end: epochMs() };
  }

  /** For `ms` the browser gets at most `share` of the time: a machine too slow for its call. */
  async slowDown(ms, share) {
    const pids = descendants(this.pid);
    const start = epochMs();
    while (epochMs() < start + ms) {
      signalAll(pids, 'SIGSTOP');
      await sleep(kPeriodMs * (1 - share));
      signalAll(pids, 'SIGCONT');
      await sleep(kPeriodMs * share);
    }
    return { start, end: epochMs() };
  }
}
