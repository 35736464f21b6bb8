// The three stages for cases. Each opens to {ends, negotiate, versions, close, …what its faults need}.
import { openNetwork } from '../network/network.mjs';
import { openSfu } from '../sfu/sfu.mjs';
import { startAgent } from './agent.mjs';

const endOn = (agent, name) => ({ call: (method, ...args) => agent.call('call', name, method, ...args) });

async function negotiate({ caller, callee }) {
  const answer = await callee.call('answer', await caller.call('offer'));
  await caller.call('accept', answer);
}

// agents: by name of the end. If there are ends `near` and `far`, they have a call of their own.
async function stageWith(agents, call) {
  const ends = Object.fromEntries(Object.entries(agents).map(([name, agent]) => [name, endOn(agent, name)]));
  for (const [name, agent] of Object.entries(agents)) {
    await agent.call('open', name, { codec: call.codec, taps: call.taps ?? false, ...call[name] });
  }
  const all = [...new Set(Object.values(agents))];
  const connect = async (caller, callee) => {
    await caller.call('prepareCall');
    await negotiate({ caller, callee });
  };
  return {
    ends,
    negotiate: () => negotiate(ends),
    connect: async () => {
      await connect(ends.caller, ends.callee);
      if (ends.near) await connect(ends.near, ends.far);
    },
    dumps: () => Promise.all(all.map(async (agent) => JSON.parse(await agent.call('dump')))),
    agents,
    devices: Object.fromEntries(Object.entries(agents).map(([name, agent]) => [name, agent.device])),
    versions: Object.fromEntries(Object.entries(agents).map(([name, agent]) => [name, agent.version])),
    close: () => Promise.all(all.map((agent) => agent.stop())),
  };
}

// A network left open would keep the process alive.
async function onNetwork({ call, seed }, open) {
  const network = await openNetwork(seed, call.network);
  try {
    return await open(network);
  } catch (error) {
    await network.close();
    throw error;
  }
}

export const labs = {
  /** Both ends in one page: the page itself makes the faults. */
  async loop({ call, browser }) {
    const agent = await startAgent(browser.caller);
    return stageWith({ caller: agent, callee: agent }, call);
  },

  /** Each end in its own browser, behind an emulated network. A second call, if any, stays within the callee's page. */
  net: ({ call, browser, seed }) => onNetwork({ call, seed }, async (network) => {
    const [caller, callee] = await Promise.all([
      startAgent(browser.caller, { namespace: network.sides[0] }),
      startAgent(browser.callee, { namespace: network.sides[1], hides: call.hides }),
    ]);
    const stage = await stageWith({ caller, callee, ...(call.near && { near: callee, far: callee }) }, call);
    return { ...stage, network, close: async () => { await stage.close(); await network.close(); } };
  }),

  /** Publisher and subscriber in one page with an SFU between them, behind an emulated network. */
  sfu: ({ call, browser, seed }) => onNetwork({ call, seed }, async (network) => {
    const sfu = await openSfu(network.sides[1], network.addresses[1]);
    const agent = await startAgent(browser.caller, { namespace: network.sides[0] });
    const stage = await stageWith({ caller: agent, callee: agent }, call);
    return {
      ...stage, network,
      connect: () => agent.call('joinSfu', sfu.url),
      configure: (settings) => agent.call('configureSfu', settings),
      close: async () => { await stage.close(); await sfu.close(); await network.close(); },
    };
  }),
};
