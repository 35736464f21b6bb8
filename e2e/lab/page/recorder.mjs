// The lines of a recording: one per getStats() poll, one per state change of a connection.
import { now, sleep } from './clock.mjs';
import { stripped } from './strip.mjs';

export class Recorder {
  lines = [];
  #polling = true;

  constructor(name, pc) {
    this.name = name;
    this.pc = pc;
    pc.addEventListener('connectionstatechange', () => this.#note(`connection ${pc.connectionState}`));
    pc.addEventListener('iceconnectionstatechange', () => this.#note(`ice ${pc.iceConnectionState}`));
  }

  #note(event) {
    this.lines.push({ t: now(), pc: this.name, event });
  }

  async run(periodMs) {
    while (this.#polling) {
      const started = performance.now();
      const report = await this.pc.getStats();
      const perf = performance.now();
      this.lines.push({
        t: performance.timeOrigin + perf, pc: this.name, perf, getStatsMs: perf - started,
        conn: this.pc.connectionState, ice: this.pc.iceConnectionState, visible: document.visibilityState === 'visible',
        report: stripped(report),
      });
      await sleep(periodMs);
    }
  }

  stop() {
    this.#polling = false;
  }
}
