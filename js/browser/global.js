// The script-tag file: window.rtcVitals = { createAgent, instrument, agent }. With data-url on its tag it starts an agent by itself.
import { loadCore } from '#browser-core';
import { agentFactory } from './agent.js';
import { instrument } from './instrument.js';

const createAgent = agentFactory(loadCore);

const kTag = 'data-tag-';
const kTexts = ['url', 'sessionId', 'token', 'delivery', 'format'];
const kNumbers = ['poll', 'batch', 'sampleRate'];
const kFlags = ['carryOver', 'gzip'];

// The options as attributes: data-url, data-session-id, data-tag-room_id, ...
function optionsOf(script) {
  const options = {};
  const { dataset } = script;
  for (const name of kTexts) if (name in dataset) options[name] = dataset[name];
  for (const name of kNumbers) if (name in dataset) options[name] = Number(dataset[name]);
  for (const name of kFlags) if (name in dataset) options[name] = dataset[name] !== 'false';
  options.tags = {};
  for (const { name, value } of script.attributes) if (name.startsWith(kTag)) options.tags[name.slice(kTag.length)] = value;
  return options;
}

if (typeof window !== 'undefined' && !window.rtcVitals) {
  const script = document.currentScript;
  const agent = script?.dataset.url === undefined ? null : createAgent(optionsOf(script));
  if (script && 'auto' in script.dataset) {
    if (agent) instrument(agent);
    else console.error('rtc-vitals: data-auto needs data-url');
  }
  window.rtcVitals = Object.freeze({ createAgent, instrument, agent });
}
