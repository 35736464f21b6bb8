// Matchers for expect.extend(matchers).

export const matchers = {
  /** Passes if video was received and never froze. A call that was not measured does not pass. */
  toHaveNoFreeze(verdict) {
    const measured = verdict.videoStreams > 0;
    const missing = measured ? '' : 'no video was received: was observeCall(page) called before page.goto()?\n';
    return {
      pass: measured && verdict.freezes.length === 0,
      message: () => `expected a call ${this?.isNot ? 'that froze' : 'without a freeze'}:\n${missing}${verdict.text}`,
    };
  },
};
