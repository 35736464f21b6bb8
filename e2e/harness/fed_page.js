// A page that feeds an agent with reports of a call that is none: deliveries need batches, not pictures. Sets window.feeding.
import { createAgent } from '/dist/rtc-vitals.js';

const connection = { connectionState: 'connected', iceConnectionState: 'connected', signalingState: 'stable', getStats: async () => new Map() };
let polls = 0;

function report() {
  polls += 1;
  const timestamp = performance.timeOrigin + polls * 1000;
  return [
    { id: 'IV', type: 'inbound-rtp', timestamp, kind: 'video', ssrc: 1, mid: '0', bytesReceived: 90_000 * polls, packetsReceived: 90 * polls, packetsLost: 0, framesDecoded: 15 * polls },
    { id: 'IA', type: 'inbound-rtp', timestamp, kind: 'audio', ssrc: 2, mid: '1', bytesReceived: 4_000 * polls, packetsReceived: 50 * polls, packetsLost: 0 },
  ];
}

window.feeding = {
  errors: [],
  /** Starts the agent; resolves to whether it measures. */
  async start(options) {
    const agent = createAgent({ batch: 1, ...options });
    agent.on('error', ({ code, message }) => this.errors.push(`${code}: ${message}`));
    this.agent = agent;
    return agent.ready;
  },
  /** Feeds `times` reports, `everyMs` apart. Resolves to the agent's counts. */
  async feed(times, everyMs = 0) {
    for (let i = 0; i < times; i++) {
      this.agent.feed(connection, report());
      if (everyMs) await new Promise((resolve) => { setTimeout(resolve, everyMs); });
    }
    return this.agent.stats();
  },
};
