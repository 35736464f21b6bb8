// Uses of window.rtcVitals that must compile, and mistakes that must not.
import type {} from 'rtc-vitals/rtc-vitals.global.js';

const started: string | undefined = window.rtcVitals.agent?.sessionId ?? undefined;
const agent = rtcVitals.createAgent({ url: '/ingest', tags: { room_id: started ?? 'r1' } });
const undo: () => void = rtcVitals.instrument(agent);
undo();

// @ts-expect-error: without data-url there is no agent
window.rtcVitals.agent.flush();
// @ts-expect-error: a member that does not exist
rtcVitals.start();
// @ts-expect-error: the tag's agent cannot be replaced
rtcVitals.agent = agent;
