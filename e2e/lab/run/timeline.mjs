import { epochMs, sleep } from './clock.mjs';

/**
 * Plays faults on a stage, each act at its time. Returns them as applied: {cls, start, end, pc, params}, one per end whose viewer
 * is affected. `end` is null for a fault that outlasts the call. Acts of different faults may overlap.
 */
export async function play(faults, stage, seconds) {
  const begin = epochMs();
  const until = (second) => sleep(begin + second * 1000 - epochMs());
  const applied = await Promise.all(faults.map(async (fault) => {
    const spans = [];
    const tracks = await Promise.all(fault.on.map((pc) => trackOf(fault, pc, stage)));
    for (const [after, act] of fault.acts) {
      await until(fault.at + after);
      const when = (await act(stage)) ?? epochMs();
      spans.push(typeof when === 'number' ? { start: when, end: when } : when);
    }
    const { cls, params } = fault;
    const end = fault.lasts ? null : spans.at(-1).end;
    return fault.on.map((pc, i) => ({ cls, start: spans[0].start, end, pc, params: {
      ...params, ...tracks[i], applied: spans.map((s) => s.start),
    } }));
  }));
  await until(seconds);
  return applied.flat();
}

async function trackOf({ video }, pc, stage) {
  if (video === undefined) return {};
  return { track: await stage.ends[pc].call('trackId', video) };
}
