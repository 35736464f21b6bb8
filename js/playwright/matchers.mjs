// Matchers for base.extend(matchers), where `base` is the expect of @playwright/test.

// Why nothing is known about freezes; '' if something is.
// If observeCall() came too late, nothing ran in the page that could have reported an error.
function missingOf({ videoStreams, watchedMs, errors }) {
  if (!videoStreams) return `no video was received${
    errors.length ? '; errors in the page:'
      : ': was observeCall(page) called before page.goto()? A call in a window that the page opens needs observeCall(page.context())'
  }\n`;
  return watchedMs > 0
    ? '' : 'video was received, but it is unknown whether it froze: was a frame decoded, and did the call last for several polls?\n';
}

const isVerdict = (value) => typeof value?.text === 'string' && Array.isArray(value.freezes) && Array.isArray(value.errors);

function nameOf(value) {
  if (typeof value?.then === 'function') return 'a promise';
  return value === undefined || value === null ? `${value}` : `a value of type ${typeof value}`;
}

export const matchers = {
  /**
   * Passes if video was received and never froze. A call about which nothing is known fails with and without .not,
   * as does a value that is no verdict.
   */
  toHaveNoFreeze(verdict) {
    if (!isVerdict(verdict)) {
      const message = `toHaveNoFreeze() expects the verdict of a call, got ${nameOf(verdict)}: `
        + 'write expect(await call.verdict()).toHaveNoFreeze(), where call is what observeCall() resolves to';
      return { pass: Boolean(this?.isNot), message: () => message };
    }
    const missing = missingOf(verdict);
    return {
      pass: missing ? Boolean(this?.isNot) : verdict.freezes.length === 0,
      message: () => `expected a call ${this?.isNot ? 'that froze' : 'without a freeze'}:\n${missing}${verdict.text}`,
    };
  },
};
