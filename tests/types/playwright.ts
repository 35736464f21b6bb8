// Uses of rtc-vitals/playwright that must be accepted as they stand, and mistakes that must be refused.
import { matchers, observeCall, type ObservablePage, type Verdict } from 'rtc-vitals/playwright';

declare const page: ObservablePage;
const call = await observeCall(page, { poll: 2 });
const verdict: Verdict = await call.verdict();
const longest: number = Math.max(0, ...verdict.freezes.map(({ durationMs }) => durationMs));
const stillFrozen: boolean = verdict.freezes.some(({ end }) => end === null);
const { pass, message } = matchers.toHaveNoFreeze(verdict);
if (!pass) console.log(message(), longest, stillFrozen, call.samples.length, call.recording.map((line) => JSON.stringify(line)).join('\n'));

// @ts-expect-error: a verdict is waited for
matchers.toHaveNoFreeze(call.verdict());
// @ts-expect-error: what a page has not
observeCall({ goto() {} });
