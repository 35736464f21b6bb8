// rtc-vitals/playwright: watches the calls of a page under test, without a server.
export { matchers } from './matchers.mjs';
export { observeCall } from './observe_call.mjs';
