// A page that feeds an agent with reports of a call without media. Sets window.feeding.
import { createAgent } from '/dist/rtc-vitals.js';
import { fedConnection, fedReport } from './fed_call.js';

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
      this.agent.feed(fedConnection, fedReport());
      if (everyMs) await new Promise((resolve) => { setTimeout(resolve, everyMs); });
    }
    return this.agent.stats();
  },
};
