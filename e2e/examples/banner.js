// Tells the user whose video is frozen. `show(names)` is called with the participants at every change; an empty list hides the banner.
export function showFreezes(agent, show) {
  const names = new Map(); // by stream
  const frozen = new Set(); // streams
  const keyOf = ({ connection, stream }) => `${connection}/${stream}`;

  // An event names a stream, and the samples of the stream, which come first, name its participant (label()).
  agent.on('sample', ({ connection, inboundVideo }) => {
    for (const { stream, label } of inboundVideo) names.set(keyOf({ connection, stream }), label?.participant ?? 'a participant');
  });
  // Every start gets an end, also if the freeze turns out to be a pause, or its stream ends. Most short freezes have only an end.
  agent.on('event', (event) => {
    if (event.type !== 'freeze') return;
    if (event.phase === 'start') frozen.add(keyOf(event));
    else if (!frozen.delete(keyOf(event))) return;
    show([...frozen].map((stream) => names.get(stream)));
  });
}
