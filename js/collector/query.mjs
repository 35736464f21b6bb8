// Numbers in the query of a request.
import { HttpError } from './http.mjs';

/** The number `name` in `query` (URLSearchParams), null if it is not given. Throws an HttpError if it is not a number. */
export function numberIn(query, name) {
  if (!query.has(name)) return null;
  const number = Number(query.get(name) || NaN);
  if (!Number.isFinite(number)) throw new HttpError(400, `must be a number, got ${shown(query.get(name))}`, { path: name });
  return number;
}

/** The same, but a whole number from `least` to `most`. */
export function wholeNumberIn(query, name, { least, most }) {
  if (!query.has(name)) return null;
  const number = Number(query.get(name) || NaN);
  const fits = Number.isInteger(number) && number >= least && number <= most;
  if (!fits) throw new HttpError(400, `must be a whole number from ${least} to ${most}, got ${shown(query.get(name))}`, { path: name });
  return number;
}

const kShown = 40;  // characters
const shown = (text) => JSON.stringify(text.length > kShown ? `${text.slice(0, kShown)}...` : text);
