// Puts an agent into a page under test and brings its measurements back to the test.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import { checkParameters, toVerdict } from './verdict.mjs';

const kScript = new URL('../../dist/rtc-vitals.global.js', import.meta.url);
const kTypes = ['sample', 'event', 'error', 'poll'];
const kOptions = { poll: 1, parameters: {} };
const kPollSeconds = { min: 1, max: 5 }; // as for createAgent()
const kSlackMs = 500; // from when a poll is due until its events have reached the test

// Runs in the page before its own scripts: starts an agent that sends nothing and reports everything to the test.
// The page keeps its own window.rtcVitals.
function observe({ binding, options, types }) {
  const { createAgent, instrument } = window.rtcVitals;
  delete window.rtcVitals;
  const agent = createAgent(options);
  for (const type of types) {
    agent.on(type, (value) => {
      const { cause, ...rest } = value; // the cause of an 'error' is an Error, which cannot cross; that of an event is a text
      window[binding](performance.timeOrigin, type, JSON.stringify(typeof cause === 'string' ? value : rest));
    });
  }
  instrument(agent);
}

// Every page load and every frame has its own agent, which names its connections c1, c2, ...
// Those of the second agent become 2/c1, 2/c2, ...
function createNames() {
  const loads = [];
  return (load, name) => {
    if (!loads.includes(load)) loads.push(load);
    const at = loads.indexOf(load);
    return at === 0 ? name : `${at + 1}/${name}`;
  };
}

async function checkOptions(options) {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(kOptions, name));
  if (unknown !== undefined) throw new Error(`observeCall(): unknown option '${unknown}'; options are ${Object.keys(kOptions).join(', ')}`);
  const { poll, parameters } = options;
  const { min, max } = kPollSeconds;
  if (typeof poll !== 'number' || !(poll >= min && poll <= max)) throw new Error(
    `observeCall(): option 'poll' must be seconds from ${min} to ${max}, got ${JSON.stringify(poll)}`,
  );
  await checkParameters(parameters).catch((error) => { throw new Error(`observeCall(): ${error.message}`); });
}

/**
 * Watches every peer connection that `page` creates from its next navigation on. Call it before page.goto(). `page` may be a whole context.
 * `options`: `poll` (seconds, default 1) and `parameters`, as for createAgent(). Rejects if one is unknown or invalid.
 */
export async function observeCall(page, options = {}) {
  const { poll = kOptions.poll, parameters = kOptions.parameters } = options;
  await checkOptions({ ...options, poll, parameters });
  const seen = { sample: [], event: [], error: [], poll: [] };
  const binding = `rtcVitals_${randomUUID().replaceAll('-', '')}`;
  const nameOf = createNames();
  await page.exposeFunction(binding, (load, type, json) => {
    const value = JSON.parse(json);
    for (const key of ['connection', 'pc']) if (key in value) value[key] = nameOf(load, value[key]);
    seen[type].push(value);
  });
  const settings = JSON.stringify({ binding, options: { url: null, poll, parameters }, types: kTypes });
  // The page may have loaded this file itself: its own window.rtcVitals must survive.
  const script = await readFile(kScript, 'utf8');
  await page.addInitScript({
    content: `{const own=window.rtcVitals;delete window.rtcVitals;${script};(${observe})(${settings});if(own)window.rtcVitals=own}`,
  });

  return {
    samples: seen.sample,
    events: seen.event,
    errors: seen.error,
    recording: seen.poll,
    /** The verdict on the call so far. Waits for one more poll, which covers the last second. */
    async verdict() {
      if (!page.isClosed?.()) await wait(poll * 1000 + kSlackMs);
      return toVerdict(seen, parameters);
    },
  };
}
