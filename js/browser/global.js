// The script-tag file: sets window.rtcVitals = { createAgent, instrument, agent }. With data-url on its tag it starts an agent by itself.
import { loadCore } from '#browser-core';
import { agentFactory } from './agent.js';
import { instrument } from './instrument.js';

const createAgent = agentFactory(loadCore);

const kTag = 'data-tag-';
const kTexts = ['url', 'sessionId', 'token', 'delivery', 'format'];
const kNumbers = ['poll', 'batch', 'sampleRate'];
const kFlags = ['enabled', 'carryOver', 'gzip'];

const complain = (text) => console.error(`rtc-vitals: ${text}`);

const kNames = [...kTexts, ...kNumbers, ...kFlags];

// Reads the options from the attributes: data-url, data-session-id or data-sessionId (which HTML lower-cases), data-tag-room_id, ...
// An invalid number is passed on as text, so that createAgent() reports it. Other attributes belong to the tools that made the page.
function optionsOf(script) {
  const options = {};
  for (const { name, value } of script.attributes) {
    if (name.startsWith(kTag)) (options.tags ??= {})[name.slice(kTag.length)] = value;
    const option = kNames.find((known) => `data${known.toLowerCase()}` === name.replaceAll('-', ''));
    if (kFlags.includes(option)) options[option] = value !== 'false';
    else if (kNumbers.includes(option)) options[option] = value.trim() && !isNaN(value) ? Number(value) : value;
    else if (option) options[option] = value;
  }
  return options;
}

if (typeof window !== 'undefined') {
  const script = document.currentScript;
  const { dataset = {} } = script ?? {};
  // A module script does not know its tag, and a script that a tool injects has none.
  if (!script && document.querySelector('script[type=module][data-url]')) complain('data-url has no effect with type="module"');
  if (!window.rtcVitals) {
    const agent = 'url' in dataset ? createAgent(optionsOf(script)) : null;
    if ('auto' in dataset) {
      if (agent) instrument(agent);
      else complain('data-auto requires data-url');
    }
    window.rtcVitals = Object.freeze({ createAgent, instrument, agent });
  } else if ('url' in dataset) complain('data-url has no effect in a second tag');
}
