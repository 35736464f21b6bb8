// Tells the user whose video is frozen. `show(names)` is called with the participants at every change; an empty list hides the banner.
export function showFreezes(agent, show) {
  const frozen = new Map(); // participants by stream

  // Every start gets an end, also if the freeze turns out to be a pause, or its stream ends. Most short freezes have only an end.
  agent.on('event', ({ type, phase, connection, stream, label }) => {
    if (type !== 'freeze') return;
    const key = `${connection}/${stream}`;
    if (phase === 'start') frozen.set(key, label?.participant ?? 'a participant');
    else if (!frozen.delete(key)) return;
    show([...frozen.values()]);
  });
}
