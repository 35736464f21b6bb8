// A small call within one page, for tests: two connections, a canvas as the camera, a tone as the microphone. Sets window.call.
async function negotiate(from, to) {
  await from.setLocalDescription(await from.createOffer());
  await to.setRemoteDescription(from.localDescription);
  await to.setLocalDescription(await to.createAnswer());
  await from.setRemoteDescription(to.localDescription);
}

function camera() {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 320, height: 240 });
  const context = canvas.getContext('2d');
  let frame = 0;
  setInterval(() => {
    frame += 1;
    context.fillStyle = `hsl(${frame % 360} 80% 50%)`;
    context.fillRect(0, 0, 320, 240);
    context.fillStyle = 'black';
    context.fillText(String(frame), frame % 300, 120);
  }, 1000 / 15);
  return canvas.captureStream(15).getVideoTracks()[0];
}

function microphone() {
  const audio = new AudioContext();
  const oscillator = audio.createOscillator();
  const target = audio.createMediaStreamDestination();
  oscillator.connect(target);
  oscillator.start();
  return target.stream.getAudioTracks()[0];
}

/**
 * Resolves to the number of video frames that a connection has decoded. Reads it by the prototype's getStats(), which a test does not
 * replace.
 */
window.framesDecoded = async (connection) => {
  const report = await RTCPeerConnection.prototype.getStats.call(connection);
  return [...report.values()].find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video').framesDecoded;
};

/**
 * Starts the call; resolves to {sender, receiver, close()} once frames arrive at the receiver. `bothWays`: the receiver sends too;
 * `tracks`: sent instead.
 */
window.startCall = async ({ bothWays = false, tracks } = {}) => {
  const sender = new RTCPeerConnection();
  const receiver = new RTCPeerConnection();
  sender.onicecandidate = ({ candidate }) => receiver.addIceCandidate(candidate ?? undefined);
  receiver.onicecandidate = ({ candidate }) => sender.addIceCandidate(candidate ?? undefined);
  const video = document.createElement('video');
  Object.assign(video, { muted: true, autoplay: true, playsInline: true });
  document.body.append(video);
  const stream = new MediaStream();
  receiver.ontrack = ({ track }) => {
    stream.addTrack(track);
    video.srcObject = stream;
  };
  for (const connection of bothWays ? [sender, receiver] : [sender]) {
    for (const track of tracks ?? [camera(), microphone()]) connection.addTrack(track);
  }
  await negotiate(sender, receiver);
  await new Promise((resolve) => { video.requestVideoFrameCallback(resolve); });
  window.call = { sender, receiver, video, close: () => [sender, receiver].forEach((connection) => connection.close()) };
  return window.call;
};
