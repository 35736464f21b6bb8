// Matchers for base.extend(matchers), where `base` is the expect of @playwright/test.

// Why nothing is known about freezes; '' if something is. If observeCall() came too late, nothing ran in the page that could have reported an error.
function missingOf({ videoStreams, watchedMs, errors }) {
  if (!videoStreams) return `no video was received${errors.length ? '; what went wrong in the page:' : ': was observeCall(page) called before page.goto()?'}\n`;
  return watchedMs > 0 ? '' : 'video was received, but at no time could it be told whether its picture stood: was a frame of it decoded, and was the call long enough for a few polls?\n';
}

const isVerdict = (value) => typeof value?.text === 'string' && Array.isArray(value.freezes) && Array.isArray(value.errors);

function nameOf(value) {
  if (typeof value?.then === 'function') return 'a promise';
  return value === undefined || value === null ? `${value}` : `what is none (${typeof value})`;
}

export const matchers = {
  /** Passes if video was received and never froze. A call about which nothing is known fails with and without .not, as does a value that is no verdict. */
  toHaveNoFreeze(verdict) {
    if (!isVerdict(verdict)) {
      const message = `toHaveNoFreeze() takes the verdict of a call, and was given ${nameOf(verdict)}: write expect(await call.verdict()).toHaveNoFreeze(), call being what observeCall() resolves to`;
      return { pass: Boolean(this?.isNot), message: () => message };
    }
    const missing = missingOf(verdict);
    return {
      pass: missing ? Boolean(this?.isNot) : verdict.freezes.length === 0,
      message: () => `expected a call ${this?.isNot ? 'that froze' : 'without a freeze'}:\n${missing}${verdict.text}`,
    };
  },
};
