// The types of rtc-vitals/playwright.
import type { AgentError, AgentEvent, ParameterName, PictureEvent, RecordedPoll, Sample } from 'rtc-vitals';

/** The part of a Playwright Page or BrowserContext that observeCall() uses; any version of Playwright will do. */
export interface ObservablePage {
  addInitScript(script: { content: string }): Promise<unknown>;
  exposeFunction(name: string, callback: Function): Promise<unknown>;
  /** A BrowserContext of older versions does not have it. */
  isClosed?(): boolean;
}

/** A freeze of a received video. */
export interface Freeze {
  /** Name of the connection: c1, c2, ... in the first page load; 2/c1, ... in the second one, in a frame or in another page. */
  connection: string;
  /** Stats id of the stream. */
  stream: string;
  /** Epoch ms. */
  start: number;
  /** Epoch ms; null if the picture was not seen to move again before the verdict, or before its stream or connection ended. */
  end: number | null;
  /** How long the picture stood still, ms; if `end` is null, as far as it was observed. */
  durationMs: number;
  /** Number of freezes between `start` and `end`; more than 1 if only the browser's counters are known. `durationMs` is then their sum. */
  count: number;
  /** Accuracy of `start` and `end`: `exact` (a few ms), one `poll` interval, or only somewhere within this `interval`. */
  precision: PictureEvent['precision'];
  cause: PictureEvent['cause'];
  confidence: PictureEvent['confidence'];
}

/** What is known about a call. */
export interface Verdict {
  /** Number of polls, all connections together. */
  samples: number;
  /** Number of video streams received. */
  videoStreams: number;
  /**
   * For how long it was known whether a received picture stood still, ms, all connections together.
   * 0: nothing is known about freezes, so that both toHaveNoFreeze() and .not.toHaveNoFreeze() fail.
   */
  watchedMs: number;
  freezes: Freeze[];
  /** Sum of the durations of `freezes`, ms. */
  frozenMs: number;
  errors: AgentError[];
  /** The verdict as text: for each connection, the sentences that `rtc-vitals analyze` prints for the `recording`; then the errors. */
  text: string;
}

/** A call being watched. Its lists grow while the call goes on. */
export interface ObservedCall {
  readonly samples: Sample[];
  readonly events: AgentEvent[];
  readonly errors: AgentError[];
  /** Every poll as a line for `rtc-vitals analyze`: write JSON.stringify(line) per line to examine the call later. */
  readonly recording: RecordedPoll[];
  /** The verdict on the call so far. Waits for one more poll if the page is open. */
  verdict(): Promise<Verdict>;
}

/**
 * Watches every peer connection that the page creates from its next navigation on: call it before page.goto(). Nothing is sent anywhere.
 * With a context instead of a page it watches all pages of the context, and the windows that they open.
 * If the page's content security policy lacks 'wasm-unsafe-eval', open it in a context with `bypassCSP: true`.
 * `poll`: seconds between polls, 1 to 5; default 1. `parameters`: thresholds of the core by name.
 * Rejects if an option is unknown or invalid.
 */
export function observeCall(
  page: ObservablePage, options?: { poll?: number; parameters?: Partial<Record<ParameterName, number>> },
): Promise<ObservedCall>;

/**
 * Matchers for `const expect = base.extend(matchers)`, where `base` is the expect of @playwright/test:
 * `expect(await call.verdict()).toHaveNoFreeze()`. A value that is not a verdict, such as a promise of one, fails with and without .not.
 */
export const matchers: {
  toHaveNoFreeze(verdict: Verdict): { pass: boolean; message: () => string };
};
