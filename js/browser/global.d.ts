// The types of the script-tag file: what it sets on window.
import type { Agent, createAgent, instrument } from './index.js';

declare global {
  /** rtc-vitals, in a page with its script tag. */
  var rtcVitals: {
    readonly createAgent: typeof createAgent;
    readonly instrument: typeof instrument;
    /** The agent that the tag has started; null without `data-url`. */
    readonly agent: Agent | null;
  };
}
