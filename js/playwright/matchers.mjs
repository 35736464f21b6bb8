// Matchers for base.extend(matchers), `base` being the expect of @playwright/test.

function missingOf({ videoStreams, watchedMs }) {
  if (!videoStreams) return 'no video was received: was observeCall(page) called before page.goto()?\n';
  return watchedMs > 0 ? '' : 'video was received, but at no time could it be told whether its picture stood: was a frame of it decoded, and was the call long enough for a few polls?\n';
}

export const matchers = {
  /** Passes if video was received and never froze. A call of which nothing could be known does not pass, nor with .not. */
  toHaveNoFreeze(verdict) {
    const missing = missingOf(verdict);
    return {
      pass: missing ? Boolean(this?.isNot) : verdict.freezes.length === 0,
      message: () => `expected a call ${this?.isNot ? 'that froze' : 'without a freeze'}:\n${missing}${verdict.text}`,
    };
  },
};
