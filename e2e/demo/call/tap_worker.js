// Sits between the network and the codec of one sender or receiver (RTCRtpScriptTransform) and drops frames on request.
const dropping = new Set();

onrtctransform = ({ transformer: { options: { name }, readable, writable } }) => {
  const pass = new TransformStream({
    transform(frame, controller) {
      if (!dropping.has(name)) controller.enqueue(frame);
    },
  });
  readable.pipeThrough(pass).pipeTo(writable).catch(() => {});  // ends with its connection
};

onmessage = ({ data: { name, drop } }) => {
  if (drop) dropping.add(name);
  else dropping.delete(name);
  postMessage({ name, drop });
};
