// The members of a sample and the number of digits of each, read from the table that the core is built from.
import { readFileSync } from 'node:fs';

const table = readFileSync(new URL('../../core/sample/sample_fields.def', import.meta.url), 'utf8');

const named = new Map([...table.matchAll(/^#define (MAX_\w+) (\S+)/gm)].map(([, name, value]) => [name, Number(value)]));

function valueOf(text) {
  return named.get(text) ?? Number(text);
}

// {kind: {member: {form: 'NUMBER' | 'BOOLEAN' | 'WORD' | 'WORDS', decimals, min, max}}}
export const schema = {};

let kind;
for (const line of table.split('\n')) {
  const opened = /^SAMPLE_KIND\(\w+, (\w+)\)/.exec(line);
  if (opened) {
    kind = opened[1];
    schema[kind] = {};
  }
  const number = /^ {2}NUMBER\((\w+), "[^"]*", (\d+), ([\w.]+), ([\w.]+),/.exec(line);
  if (number) schema[kind][number[1]] = { form: 'NUMBER', decimals: Number(number[2]), min: valueOf(number[3]), max: valueOf(number[4]) };
  const other = /^ {2}(BOOLEAN|WORDS?)\((\w+),/.exec(line);
  if (other) schema[kind][other[2]] = { form: other[1] };
}
