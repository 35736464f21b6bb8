// The clock of the page's times when the wall clock is set and when the machine sleeps.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';

let now;
let wall;
let page; // performance.now()
let loads = 0;

beforeEach(async () => {
  [wall, page] = [1_700_000_000_000, 5000.4];
  mock.method(Date, 'now', () => wall);
  mock.method(performance, 'now', () => page);
  ({ now } = await import(`../../js/browser/clock.js?${loads += 1}`));
});
afterEach(() => mock.restoreAll());

function pass(ms) {
  wall += ms;
  page += ms;
}
const kHour = 3_600_000;

test('follows the wall clock', () => {
  assert.equal(now(), wall);
  pass(2000);
  assert.equal(now(), wall);
});

test('runs on evenly when the wall clock is set back, and follows it once it is right again', () => {
  const before = now();
  wall -= kHour;
  assert.equal(now(), before);
  pass(2000);
  assert.equal(now(), before + 2000);
  wall += kHour;
  assert.equal(now(), wall);
});

test('counts sleep as elapsed time, whether performance.now() stops or not', () => {
  now();
  wall += kHour;
  assert.equal(now(), wall);
  pass(kHour);
  assert.equal(now(), wall);
});

test('never runs backwards, however the two clocks are rounded', () => {
  let last = now();
  for (let i = 0; i < 1000; i++) {
    pass(Math.random());
    const read = Math.floor(wall);
    mock.method(Date, 'now', () => read);
    const next = now();
    assert.ok(next >= last && Math.abs(next - wall) <= 1.5, `${next} after ${last}, ${wall}`);
    last = next;
  }
});
