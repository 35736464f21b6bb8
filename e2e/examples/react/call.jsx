// A call's component: what it measures is shown, whatever React does with the component.
import { useEffect, useState } from 'react';
import { createAgent } from 'rtc-vitals';

// Once per page and outside of the component, because StrictMode mounts twice in development. On a server this does nothing.
const agent = createAgent({ url: '/ingest', poll: 1, batch: 2 });

export function Call({ connection, onMount }) {
  const [quality, setQuality] = useState(null);

  useEffect(() => agent.on('sample', ({ values }) => setQuality(values.quality)), []);
  useEffect(() => {
    if (!connection) return;
    agent.add(connection); // twice is once; it leaves by itself when the connection is closed
    onMount?.();
  }, [connection]);

  return <p>{connection ? `The call is ${quality ?? 'not judged yet'}.` : 'Connecting…'}</p>;
}
