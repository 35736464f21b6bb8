// The options of createAgent(): the valid values and the default of each. An invalid one is reported and its default is used.
import { bytesOf, kMaxTags, kMaxTextBytes, kMaxTokenBytes, newSessionId, platformOf } from './identity.js';

const isText = (value, maxBytes = kMaxTextBytes) => typeof value === 'string'
  && bytesOf(value) <= maxBytes && !/[\p{Cc}\u2028\u2029]/u.test(value);
const isId = (value) => value !== '' && isText(value);
// False for an array or a Map.
export const isRecord = (value) => typeof value === 'object' && value !== null && !value[Symbol.iterator];
const isBoolean = (value) => typeof value === 'boolean';
const within = (min, max) => (value) => typeof value === 'number' && value >= min && value <= max;
const oneOf = (...words) => (value) => words.includes(value);

// The address of `url`, resolved against the page's. Null if browsers do not post there, e.g. because it contains a user name and password.
function addressOf(url) {
  try {
    const text = url.href ?? url.trim();
    const address = new URL(text, document.baseURI);
    return text && /^https?:..[^/@]+\//.test(address.href) ? address : null;
  } catch {
    return null; // neither a URL nor a text, or a text that is not an address
  }
}

const kRules = {
  url: [(value) => value === null || addressOf(value) !== null, 'an http(s) URL without a password, or null to send nothing'],
  send: [(value) => typeof value === 'function', 'a function (body, meta)'],
  sessionId: [isId, 'a string of 1 to 128 bytes without control characters'],
  token: [(value) => isText(value, kMaxTokenBytes), 'a string of at most 2,048 bytes without control characters'],
  tags: [isRecord, 'an object of strings'],
  poll: [within(1, 5), 'seconds from 1 to 5', 2],
  batch: [(value) => Number.isInteger(value) && within(1, 10)(value), 'a whole number from 1 to 10', 5],
  sampleRate: [within(0, 1), 'a number from 0 to 1', 1],
  enabled: [isBoolean, 'true or false', true],
  delivery: [oneOf('beacon', 'confirmed'), "'beacon' or 'confirmed'", 'beacon'],
  carryOver: [isBoolean, 'true or false', false],
  gzip: [isBoolean, 'true or false', false],
  format: [oneOf('rtc-vitals/1', 'points'), "'rtc-vitals/1' or 'points'", 'rtc-vitals/1'],
  parameters: [isRecord, 'an object of numbers', {}],
  wasmUrl: [(value) => value instanceof URL || typeof value === 'string', 'the URL of rtc-vitals.wasm'],
};

/** A value as text for a message, at most 80 characters. Everything before an @ is left out, as it may be a password. */
export function show(value) {
  try {
    const text = typeof value === 'number' ? null : JSON.stringify(value);
    return (text ?? String(value)).replace(/^.*@/s, '…@').slice(0, 80);
  } catch {
    return typeof value;
  }
}

function checked(options, problem) {
  const settings = {};
  for (const [name, [isValid, expected, fallback]] of Object.entries(kRules)) {
    const value = options[name];
    const valid = value !== undefined && isValid(value);
    if (value !== undefined && !valid) problem(
      `option '${name}' must be ${expected}${name === 'token' ? '' : `, got ${show(value)}`}`, // a token is a secret
    );
    settings[name] = valid ? value : fallback;
  }
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(kRules, name)) problem(`unknown option '${name}'; options are ${Object.keys(kRules).join(', ')}`);
  }
  return settings;
}

/** Tags as texts; '' removes a tag. An invalid tag is left out, and `problem(message)` is called for it. */
export function readTags(tags, problem) {
  const texts = {};
  for (const [name, value] of Object.entries(tags)) {
    const text = Object(value) !== value && String(value ?? '');
    if (isId(name) && isText(text)) texts[name] = text;
    else problem(`tag '${name.slice(0, 40)}' is not set: names and values must be strings of at most ${kMaxTextBytes} bytes `
      + 'without control characters');
  }
  return texts;
}

/** The settings of an agent; null if nothing can be measured with these options. `problem(message)` is called for each invalid option. */
export function readOptions(options, problem) {
  if (!isRecord(options)) {
    problem(`createAgent() expects an object of options, got ${show(options)}`);
    return null;
  }
  const settings = checked(options, problem);
  if (settings.url === undefined && !settings.send) {
    problem("option 'url' (where batches go) or 'send' is missing: nothing is measured. Set url: null to measure without sending");
    return null;
  }
  const ignoreIf = (name, condition, why) => {
    if (!settings[name] || !condition) return;
    problem(`option '${name}' has no effect ${why}`);
    settings[name] = false;
  };
  ignoreIf('carryOver', settings.delivery !== 'confirmed', "without delivery: 'confirmed': beacons are not acknowledged");
  for (const name of ['gzip', 'token', 'tags']) ignoreIf(
    name, settings.format === 'points', "with format: 'points': such back ends accept plain values only",
  );
  for (const name of ['carryOver', 'gzip']) ignoreIf(name, settings.send, "with 'send', which receives only plain bodies of its own page");
  settings.sessionId ??= newSessionId();
  settings.url &&= addressOf(settings.url);
  const tags = readTags({ ...settings.tags }, problem);
  settings.tags = Object.keys(tags).length < kMaxTags ? { platform: platformOf(navigator.userAgent), ...tags } : tags;
  return settings;
}
