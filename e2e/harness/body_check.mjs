// Every body that a test's page sends is held against the JSON Schema that the package ships, by a validator that is not ours.
import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020.js';

import { textOf } from './bodies.mjs';

const schemaOf = (name) => JSON.parse(readFileSync(new URL(`../../dist/schema/${name}.json`, import.meta.url), 'utf8'));
const kFormats = { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/ };  // RFC 3339
const ajv = new Ajv2020({ formats: kFormats, strictTypes: false });
const batch = ajv.compile(schemaOf('rtc-vitals-1'));
const points = ajv.compile(schemaOf('points'));

// Why `body` (bytes, gzipped or not) is no batch as the schema has it, with the place in it; null if it is one.
function faultOf(body) {
  const text = textOf(body);
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `no JSON (${error.message})`;
  }
  const validate = value?.metrics ? points : batch;
  if (validate(value)) return null;
  const [{ instancePath, message, params }] = validate.errors;
  return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
}

/** Notes what is wrong with the bodies that a server gets. */
export class BodyCheck {
  #faults = [];

  /** To be called with every whole body. */
  take(body) {
    const fault = faultOf(body);
    if (fault) this.#faults.push(`${fault} in ${textOf(body).slice(0, 300)}`);
  }

  /** Throws if a body was wrong. A server's close() calls it, so that no test has to. */
  end() {
    if (this.#faults.length) throw new Error(`${this.#faults.length} bodies break the JSON Schema, the first one: ${this.#faults[0]}`);
  }
}
