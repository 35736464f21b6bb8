// The component of a call. Measures it once, however often React mounts the component.
import { useEffect, useState } from 'react';
import { createAgent } from 'rtc-vitals';

// Created once per page, outside the component, because StrictMode mounts twice in development. Does nothing on a server.
const agent = createAgent({ url: '/ingest', poll: 1, batch: 2 });

export function Call({ connection, onMount }) {
  const [quality, setQuality] = useState(null);

  useEffect(() => agent.on('sample', ({ values }) => setQuality(values.quality)), []);
  useEffect(() => {
    if (!connection) return;
    agent.add(connection); // adding it twice has no effect; it is removed by itself when the connection closes
    onMount?.();
  }, [connection]);

  return <p>{connection ? `The call is ${quality ?? 'not judged yet'}.` : 'Connecting…'}</p>;
}
