// In the browser: hydrates what the server rendered, in StrictMode.
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
  // A new key makes it a component that appears later, which is mounted twice as well.
  return connection
    ? <Call key="connected" connection={connection} onMount={() => { document.body.dataset.mounts = mounts += 1; }} />
    : <Call />;
}

hydrateRoot(document.getElementById('app'), <StrictMode><App /></StrictMode>);
