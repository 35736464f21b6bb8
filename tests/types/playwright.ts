// Uses of rtc-vitals/playwright that must compile, and mistakes that must not.
import { matchers, observeCall, type ObservablePage, type Verdict } from 'rtc-vitals/playwright';

declare const page: ObservablePage;
const call = await observeCall(page, { poll: 2 });
declare const context: Omit<ObservablePage, 'isClosed'>;
await observeCall(context);
const verdict: Verdict = await call.verdict();
const longest: number = Math.max(0, ...verdict.freezes.map(({ durationMs }) => durationMs));
const stillFrozen: boolean = verdict.freezes.some(({ end }) => end === null);
const { pass, message } = matchers.toHaveNoFreeze(verdict);
if (!pass) console.log(message(), longest, stillFrozen, call.samples.length, call.recording.map((line) => JSON.stringify(line)).join('\n'));

// @ts-expect-error: a verdict must be awaited
matchers.toHaveNoFreeze(call.verdict());
// @ts-expect-error: members that a page lacks
observeCall({ goto() {} });
