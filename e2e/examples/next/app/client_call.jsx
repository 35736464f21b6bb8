'use client';

import { useEffect, useState } from 'react';

import { Call } from './call.jsx'; // the one of ../../react, copied into this folder

export function ClientCall() {
  const [connection, setConnection] = useState(null);
  useEffect(() => {
    window.call ??= window.startCall();
    window.call.then(({ receiver }) => setConnection(receiver));
  }, []);
  return <Call connection={connection} />;
}
