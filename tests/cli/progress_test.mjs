import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Progress } from '../../js/cli/progress.mjs';

function outputOf(isTTY, bytes) {
  const out = { isTTY, text: '', write(text) { this.text += text; } };
  const progress = new Progress(out, 'call.jsonl', bytes);
  for (let read = 0; read <= bytes; read += bytes / 100_000) progress.at(read);
  progress.clear();
  progress.clear();
  return out.text;
}

test('shows each percent of a long file once on a terminal, then clears the line', () => {
  const percents = Array.from({ length: 101 }, (_, percent) => `\rcall.jsonl: ${percent} % read`);
  assert.equal(outputOf(true, 200_000_000), `${percents.join('')}\r\x1b[K`);
});

test('shows nothing for a short file or without a terminal', () => {
  assert.equal(outputOf(true, 1_000_000), '');
  assert.equal(outputOf(false, 200_000_000), '');
});
