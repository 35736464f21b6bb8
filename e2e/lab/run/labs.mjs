// The three stages for cases. Each opens to {ends, negotiate, versions, close, …what its faults need}.
import { openNetwork } from '../network/network.mjs';
import { openTurn } from '../network/turn.mjs';
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

  /**
   * Each end in its own browser, behind an emulated network; the caller may be another stack.
   * A second call, if any, stays within the callee's page. With `turn`, the callee is reached through a TURN server beside the caller.
   */
  net: ({ call, browser, seed }) => onNetwork({ call, seed }, async (network) => {
    const turn = call.turn && await openTurn(network.sides[0], network.addresses[0], call.turn);
    const [caller, callee] = await Promise.all([
      startAgent(browser.caller, { namespace: network.sides[0] }),
      startAgent(browser.callee, { namespace: network.sides[1], hides: call.hides }),
    ]);
    const plans = { ...call, callee: { ...call.callee, configuration: turn?.configuration } };
    const stage = await stageWith({ caller, callee, ...(call.near && { near: callee, far: callee }) }, plans);
    return { ...stage, network, close: async () => { await stage.close(); await turn?.close(); await network.close(); } };
  }),

  /**
   * Publisher and subscriber in one page with an SFU behind an emulated network,
   * or `apart`: the network is between the publisher and the rest.
   */
  sfu: ({ call, browser, seed }) => onNetwork({ call, seed }, async (network) => {
    const sfu = await openSfu(network.sides[1], network.addresses[1]);
    const publisher = await startAgent(browser.caller, { namespace: network.sides[0] });
    const subscriber = call.apart ? await startAgent(browser.callee, { namespace: network.sides[1] }) : publisher;
    const stage = await stageWith({ caller: publisher, callee: subscriber }, call);
    return {
      ...stage, network,
      connect: async () => subscriber.call('subscribe', sfu.url, await publisher.call('publish', sfu.url)),
      configure: (settings) => subscriber.call('configureSfu', settings),
      close: async () => { await stage.close(); await sfu.close(); await network.close(); },
    };
  }),
};
