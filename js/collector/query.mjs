// The query of a request.
import { HttpError } from './http.mjs';

/** The number `name` in `query` (URLSearchParams), null if it is not given. Throws an HttpError if it is not a number. */
export const numberIn = (query, name) => parsed(query, name, 'a number', Number.isFinite);

/** The same, but a whole number from `min` to `max`. */
export function wholeNumberIn(query, name, { min, max }) {
  const fits = (number) => Number.isInteger(number) && number >= min && number <= max;
  return parsed(query, name, `a whole number from ${min} to ${max}`, fits);
}

/** Throws an HttpError if `query` has a name that is not among `names`: a misspelled filter would find everything. */
export function checkNames(query, names) {
  const unknown = [...query.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) throw new HttpError(400, `is not known here: use ${names.join(', ')}`, { path: unknown.slice(0, kShown) });
}

function parsed(query, name, what, fits) {
  if (!query.has(name)) return null;
  const number = Number(query.get(name) || NaN);
  if (!fits(number)) throw new HttpError(400, `must be ${what}, got ${shown(query.get(name))}`, { path: name });
  return number;
}

const kShown = 40;  // characters
const shown = (text) => JSON.stringify(text.length > kShown ? `${text.slice(0, kShown)}...` : text);
