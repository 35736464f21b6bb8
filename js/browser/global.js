// The script-tag file: window.rtcVitals = { createAgent, instrument, agent }. With data-url on its tag it starts an agent by itself.
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

// The options as attributes: data-url, data-session-id or data-sessionId (which HTML makes small), data-tag-room_id, ... A number that is none stays as it
// is written, for createAgent() to tell. Other attributes are of the tools that made the page.
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
  // A module does not know its tag; nor has a tag what a tool puts into the page.
  if (!script && document.querySelector('script[type=module][data-url]')) complain('data-url starts nothing with type="module"');
  if (!window.rtcVitals) {
    const agent = 'url' in dataset ? createAgent(optionsOf(script)) : null;
    if ('auto' in dataset) {
      if (agent) instrument(agent);
      else complain('data-auto needs data-url');
    }
    window.rtcVitals = Object.freeze({ createAgent, instrument, agent });
  } else if ('url' in dataset) complain('data-url starts nothing in a second tag');
}
