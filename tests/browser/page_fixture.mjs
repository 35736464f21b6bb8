// A page for each test of a file, and agents in it. The agents are stopped and the page is removed after the test.
import { afterEach, beforeEach, mock } from 'node:test';

import { createAgent, openPage } from './page.mjs';

export const url = '/ingest';

/** { page, make }: the page of the current test, and a function that makes an agent there. */
export function pagePerTest() {
  const here = { page: null, make: null };
  let agents;
  here.make = (options, factory = createAgent) => {
    const agent = factory({ url, ...options });
    agents.push(agent);
    return agent;
  };
  beforeEach(() => {
    here.page = openPage();
    agents = [];
  });
  afterEach(async () => {
    for (const agent of agents) await agent.stop();
    here.page.restore();
  });
  return here;
}

/** Feeds `times` reports of the connection. */
export function feed(agent, connection, times) {
  for (let i = 0; i < times; i++) agent.feed(connection, connection.report());
}

/** Feeds ten seconds of moving video, then four of a frozen picture. */
export function feedFreeze(agent, connection) {
  const clocks = [mock.method(performance, 'now', () => clocks.ms), mock.method(Date, 'now', () => 1_700_000_000_000 + clocks.ms)];
  for (let second = 1; second <= 14; second++) {
    clocks.ms = 1000 * second;
    const moving = Math.min(second, 10);
    agent.feed(connection, [{
      id: 'IT1', type: 'inbound-rtp', timestamp: 1_700_000_000_000 + clocks.ms, kind: 'video', ssrc: 1, mid: '0', trackIdentifier: 't',
      packetsReceived: 100 * second, packetsLost: 0, bytesReceived: 100_000 * second, jitter: 0.01,
      framesReceived: 15 * second, framesDecoded: 15 * moving, keyFramesDecoded: 1,
      totalInterFrameDelay: moving, totalSquaredInterFrameDelay: moving / 15, freezeCount: 0, totalFreezesDuration: 0,
    }]);
  }
  for (const clock of clocks) clock.mock.restore();
}
