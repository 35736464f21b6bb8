// For a page with a guest (guests.mjs): the page's state before anything else runs, and what the agent reports about the call.
window.Native = window.RTCPeerConnection;
window.rejected = [];
window.addEventListener('unhandledrejection', ({ reason }) => window.rejected.push(String(reason)));

/** Resolves once a frame of the stream has been shown. */
window.firstFrame = (stream) => {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, autoplay: true, playsInline: true, srcObject: stream });
  document.body.append(video);
  return new Promise((resolve) => { video.requestVideoFrameCallback(resolve); });
};

/** Collects what the agent reports from now on. Returns the samples and the errors. */
window.listenTo = (agent) => {
  const reported = { samples: [], errors: [] };
  agent.on('sample', (sample) => reported.samples.push(sample));
  agent.on('error', ({ code, message }) => reported.errors.push(`${code} ${message}`));
  return reported;
};

/** Resolves when the condition holds. */
window.waitUntil = async (condition) => {
  while (!condition()) await new Promise((resolve) => { setTimeout(resolve, 50); });
};
