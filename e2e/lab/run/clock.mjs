// The pages' clock, for the runner.
export { heartbeat, now as epochMs, sleep } from '../page/clock.mjs';
