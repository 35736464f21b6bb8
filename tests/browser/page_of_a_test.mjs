// A page for each test of a file, and agents in it. Both are stopped and removed after the test.
import { afterEach, beforeEach } from 'node:test';

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
