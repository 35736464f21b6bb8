// An end-to-end test of your own page: its call must not freeze.
import { expect as base, test } from '@playwright/test';
import { matchers, observeCall } from 'rtc-vitals/playwright';

const expect = base.extend(matchers);

test('nothing freezes', async ({ page }) => {
  const call = await observeCall(page); // before page.goto()
  await page.goto('');
  await page.waitForFunction(() => document.querySelector('video')!.currentTime > 0);
  await page.waitForTimeout(6000); // the call
  expect(await call.verdict()).toHaveNoFreeze();
});
