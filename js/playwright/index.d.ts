// The types of rtc-vitals/playwright.
import type { AgentError, AgentEvent, ParameterName, PictureEvent, RecordedPoll, Sample } from 'rtc-vitals';

/** What is needed of a Playwright page, of whichever version. */
export interface ObservablePage {
  addInitScript(script: { content: string }): Promise<unknown>;
  exposeFunction(name: string, callback: Function): Promise<unknown>;
  isClosed(): boolean;
}

/** A video that stood. */
export interface Freeze {
  /** Name of the connection: c1, c2, ... of the first page load; 2/c1, ... of the second one, or of a frame. */
  connection: string;
  /** The stats id of the stream. */
  stream: string;
  /** Epoch ms. */
  start: number;
  /** Epoch ms; null where the picture was not seen to come back: it stood when the verdict was asked for, or when its stream or connection was over. */
  end: number | null;
  /** How long the picture stood; as far as it was seen, where `end` is null. */
  durationMs: number;
  /** More than 1 where only the browser's counters tell: so many freezes between `start` and `end`, `durationMs` together. */
  count: number;
  /** How well `start` and `end` are known: `exact`, to a `poll`, or only that it was within this `interval`. */
  precision: PictureEvent['precision'];
  cause: PictureEvent['cause'];
  confidence: PictureEvent['confidence'];
}

export interface Verdict {
  /** Polls of all connections. */
  samples: number;
  /** Video streams received. */
  videoStreams: number;
  /** For how long it was known whether a received picture stood, all connections together. 0: nothing can be said of freezes, and toHaveNoFreeze() fails, and so does .not.toHaveNoFreeze(). */
  watchedMs: number;
  freezes: Freeze[];
  /** All freezes together. */
  frozenMs: number;
  errors: AgentError[];
  /** All of it, for people: per connection the sentences that `rtc-vitals analyze` prints of the `recording`; then the errors. */
  text: string;
}

export interface ObservedCall {
  /** Grow while the call goes on. */
  readonly samples: Sample[];
  readonly events: AgentEvent[];
  readonly errors: AgentError[];
  /** Every poll as `rtc-vitals analyze` reads it: write JSON.stringify(line) per line to look at the call later. */
  readonly recording: RecordedPoll[];
  /** What happened until now; waits for one more poll. */
  verdict(): Promise<Verdict>;
}

/**
 * Watches every peer connection that the page makes from its next navigation on: call it before page.goto(). Nothing is sent anywhere.
 * Under a content security policy without 'wasm-unsafe-eval' open the page in a context with `bypassCSP: true`.
 * `poll`: seconds between polls, 1 to 5; 1 unless given. `parameters`: thresholds of the core by name. Rejects where an option is wrong, or is none.
 */
export function observeCall(page: ObservablePage, options?: { poll?: number; parameters?: Partial<Record<ParameterName, number>> }): Promise<ObservedCall>;

/**
 * `const expect = base.extend(matchers)`, `base` being the expect of @playwright/test: `expect(await call.verdict()).toHaveNoFreeze()`. What is no
 * verdict, a promise of one among it, fails, and so it does with .not.
 */
export const matchers: {
  toHaveNoFreeze(verdict: Verdict): { pass: boolean; message: () => string };
};
