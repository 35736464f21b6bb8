import assert from 'node:assert/strict';
import { test } from 'node:test';

import { observeCall } from '../../js/playwright/index.mjs';

// A page that only collects scripts.
function emptyPage() {
  const scripts = [];
  const addInitScript = async ({ content }) => { scripts.push(content); };
  return { scripts, exposeFunction: async () => {}, addInitScript, isClosed: () => true };
}

test('rejects invalid options and adds nothing to the page', async () => {
  for (const [options, why] of [
    [{ poll: 10 }, "observeCall(): option 'poll' must be seconds from 1 to 5, got 10"],
    [{ poll: 0.5 }, "observeCall(): option 'poll' must be seconds from 1 to 5, got 0.5"],
    [{ poll: '2' }, `observeCall(): option 'poll' must be seconds from 1 to 5, got "2"`],
    [{ pol: 2 }, "observeCall(): unknown option 'pol'; options are poll, parameters"],
    [
      { parameters: { 'freeze.minIncreaseMS': 200 } },
      "observeCall(): parameter 'freeze.minIncreaseMS': the name is unknown, or 200 is out of range",
    ],
    [
      { parameters: { 'freeze.minIncreaseMs': -1 } },
      "observeCall(): parameter 'freeze.minIncreaseMs': the name is unknown, or -1 is out of range",
    ],
    [
      { parameters: { 'freeze.minIncreaseMs': '200' } },
      "observeCall(): parameter 'freeze.minIncreaseMs': the name is unknown, or 200 is out of range",
    ],
  ]) {
    const page = emptyPage();
    await assert.rejects(observeCall(page, options), { message: why });
    assert.deepEqual(page.scripts, []);
  }
});

test('passes valid or missing options on to the agent', async () => {
  for (const [options, agent] of [
    [undefined, '"options":{"url":null,"poll":1,"parameters":{}}'],
    [{ poll: undefined }, '"options":{"url":null,"poll":1,"parameters":{}}'],
    [{ poll: 5, parameters: { 'freeze.minIncreaseMs': 200 } }, '"options":{"url":null,"poll":5,"parameters":{"freeze.minIncreaseMs":200}}'],
  ]) {
    const page = emptyPage();
    await observeCall(page, options);
    assert.ok(page.scripts[0].includes(agent));
  }
});

test('accepts a context of a Playwright version whose contexts do not say whether they are closed', async () => {
  const { isClosed, ...context } = emptyPage();
  const call = await observeCall(context);
  assert.equal((await call.verdict()).samples, 0);
});
