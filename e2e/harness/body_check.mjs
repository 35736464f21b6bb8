// Validates every body that a test's page sends against the JSON Schema in the package, with a third-party validator.
import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020.js';

import { textOf } from './bodies.mjs';

const schemaOf = (name) => JSON.parse(readFileSync(new URL(`../../dist/schema/${name}.json`, import.meta.url), 'utf8'));
const kFormats = { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/ };  // RFC 3339
const ajv = new Ajv2020({ formats: kFormats, strictTypes: false });
const batch = ajv.compile(schemaOf('rtc-vitals-1'));
const points = ajv.compile(schemaOf('points'));

// Why `body` (bytes, gzipped or not) is not a valid batch, with the place in it; null if it is valid.
function faultOf(body) {
  const text = textOf(body);
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `not JSON (${error.message})`;
  }
  const validate = value?.metrics ? points : batch;
  if (validate(value)) return null;
  const [{ instancePath, message, params }] = validate.errors;
  return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
}

/** Collects the faults of the bodies that a server receives. */
export class BodyCheck {
  #faults = [];

  /** Checks one whole body. */
  take(body) {
    const fault = faultOf(body);
    if (fault) this.#faults.push(`${fault} in ${textOf(body).slice(0, 300)}`);
  }

  /** Throws if any body was invalid. A server's close() calls it, so that tests need not. */
  end() {
    if (this.#faults.length) throw new Error(`${this.#faults.length} bodies break the JSON Schema, the first one: ${this.#faults[0]}`);
  }
}
