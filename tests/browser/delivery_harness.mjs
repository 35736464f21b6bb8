// An agent whose batches get the responses that a test sets. Every test of a file that imports this has its own page and agent, and may
// stop the clock.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock } from 'node:test';

import { createAgent, fakeConnection, openPage } from './page.mjs';

const defaultAnswers = () => ({ beacon: true, status: 202, headers: {}, reject: false, hold: false, response: null });

export let page;
export let agent;
/**
 * The next responses of sendBeacon and fetch. `beacon`; `status` and `headers`, or `response()`; `reject`: true or an error; `hold`: no
 * response yet.
 */
export let answers;

let now;       // current time of the stopped clock
let waiting;   // held requests

beforeEach(() => {
  answers = defaultAnswers();
  waiting = [];
  page = openPage({
    beacon: () => answers.beacon,
    fetch: () => {
      if (answers.response) return answers.response();
      if (answers.reject) return Promise.reject(answers.reject === true ? new TypeError('Failed to fetch') : answers.reject);
      const response = () => new Response(answers.status === 204 ? null : 'why', { status: answers.status, headers: answers.headers });
      return answers.hold ? new Promise((resolve) => { waiting.push(() => resolve(response())); }) : response();
    },
  });
});
afterEach(async () => {
  mock.timers.reset();
  now += 86_400_000; // ends every wait
  answers = defaultAnswers();
  answerAll();
  page.window.dispatchEvent(new Event('online'));
  await agent.stop();
  mock.restoreAll();
  page.restore();
});

/** Starts the agent, with one sample per batch by default. Returns a connection to feed. */
export function begin(options) {
  agent = createAgent({ url: '/ingest', batch: 1, sessionId: 's', ...options });
  return fakeConnection();
}
/** The same; resolves once the agent measures. */
export async function make(options) {
  const connection = begin(options);
  assert.equal(await agent.ready, true, agent.stats().lastError);
  return connection;
}

/** Takes the held requests, to be answered one by one. */
export const takeHeld = () => waiting.splice(0);
/** Answers the held requests. */
export const answerAll = () => takeHeld().forEach((answer) => answer());

/** Lets pending promises settle, without advancing time. */
export const settled = () => new Promise((resolve) => { setImmediate(resolve); });
export async function allSettled() {
  for (let i = 0; i < 10; i++) await settled();
}
/** The same for work in other threads, such as gzip. */
export async function turnsUntil(condition) {
  for (let i = 0; i < 100_000 && !condition(); i++) await settled();
}
export async function manyTurns() {
  for (let i = 0; i < 1000; i++) await settled();
}

export async function feed(connection, times = 1) {
  for (let i = 0; i < times; i++) agent.feed(connection, connection.report());
  await allSettled();
}

/** Stops the clock. Returns a function that advances it by so many ms and waits for the effects. */
export function stopClock() {
  mock.timers.enable({ apis: ['setTimeout'] });
  now = 1000;
  mock.method(performance, 'now', () => now);
  return async (ms) => {
    now += ms;
    mock.timers.tick(ms);
    await allSettled();
  };
}

export const seqsOf = (requests) => requests.map(({ body }) => JSON.parse(body).seq);

/** The selected candidate pair, which points need in a report. */
export const kPair = {
  id: 'P', type: 'candidate-pair', timestamp: 1, state: 'succeeded', nominated: true, selected: true,
  currentRoundTripTime: 0.05, responsesReceived: 3, totalRoundTripTime: 0.1,
};
