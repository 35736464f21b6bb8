// The clock of the page's times, while the wall clock is set and the machine sleeps.
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

test('it is the wall clock', () => {
  assert.equal(now(), wall);
  pass(2000);
  assert.equal(now(), wall);
});

test('set back, it goes on evenly; set right again, it is the wall clock', () => {
  const before = now();
  wall -= kHour;
  assert.equal(now(), before);
  pass(2000);
  assert.equal(now(), before + 2000);
  wall += kHour;
  assert.equal(now(), wall);
});

test('sleep, in which performance.now() stands or not, is time', () => {
  now();
  wall += kHour;
  assert.equal(now(), wall);
  pass(kHour);
  assert.equal(now(), wall);
});

test('it never runs back, however the two are rounded', () => {
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
