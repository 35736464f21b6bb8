// In the browser: takes over what the server has rendered, in StrictMode.
import { StrictMode, useEffect, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';

import { Call } from './call.jsx';

let mounts = 0;

function App() {
  const [connection, setConnection] = useState(null);
  useEffect(() => {
    if (!window.call) window.call = window.startCall();
    window.call.then(({ receiver }) => setConnection(receiver));
  }, []);
  // With a key of its own it is a component that appears later: that one is mounted twice as well.
  return connection ? <Call key="connected" connection={connection} onMount={() => { document.body.dataset.mounts = mounts += 1; }} /> : <Call />;
}

hydrateRoot(document.getElementById('app'), <StrictMode><App /></StrictMode>);
