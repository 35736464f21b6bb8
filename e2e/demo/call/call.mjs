// Two connections in one page that talk to each other, and ways to break what the viewer sees.

/** The call: `sender` and `viewer` are its connections, `frameTimes` the times at which frames were presented (epoch ms). */
export class Call {
  sender = new RTCPeerConnection();
  viewer = new RTCPeerConnection();
  frameTimes = [];
  #tap = new Worker('tap_worker.js');
  #video;

  /** Connects, and plays what arrives in the video element `screen`. */
  async start({ videoTrack, audioTrack, screen }) {
    const { sender, viewer } = this;
    sender.onicecandidate = ({ candidate }) => viewer.addIceCandidate(candidate);
    viewer.onicecandidate = ({ candidate }) => sender.addIceCandidate(candidate);
    const shown = new MediaStream();
    screen.srcObject = shown;
    viewer.ontrack = ({ track, receiver }) => {
      shown.addTrack(track);
      if (track.kind === 'video') receiver.transform = new RTCRtpScriptTransform(this.#tap, { name: 'received' });
    };
    this.#watch(screen);
    for (const [track, name] of [[videoTrack, 'sent video'], [audioTrack, 'sent audio']]) {
      const rtpSender = sender.addTrack(track);
      rtpSender.transform = new RTCRtpScriptTransform(this.#tap, { name });
      if (track.kind === 'video') this.#video = rtpSender;
    }
    await sender.setLocalDescription();
    await viewer.setRemoteDescription(sender.localDescription);
    await viewer.setLocalDescription();
    await sender.setRemoteDescription(viewer.localDescription);
  }

  /** The receiver whose video the buttons break. */
  get videoReceiver() {
    return this.viewer.getReceivers().find(({ track }) => track.kind === 'video');
  }

  /** Frames arrive, but none reaches the decoder. */
  starve(on) {
    return this.#drop(['received'], on);
  }

  /** Nothing leaves the sender any more. */
  cut(on) {
    return this.#drop(['sent video', 'sent audio'], on);
  }

  /** The sender stops its video on purpose. */
  async pause(on) {
    const parameters = this.#video.getParameters();
    for (const encoding of parameters.encodings) encoding.active = !on;
    await this.#video.setParameters(parameters);
  }

  replaceVideo(track) {
    return this.#video.replaceTrack(track);
  }

  hangUp() {
    this.sender.close();
    this.viewer.close();
    this.#tap.terminate();
  }

  #drop(names, drop) {
    return Promise.all(names.map((name) => new Promise((resolve) => {
      const done = ({ data }) => {
        if (data.name !== name) return;
        this.#tap.removeEventListener('message', done);
        resolve();
      };
      this.#tap.addEventListener('message', done);
      this.#tap.postMessage({ name, drop });
    })));
  }

  #watch(screen) {
    const presented = () => {
      this.frameTimes.push(performance.timeOrigin + performance.now());
      screen.requestVideoFrameCallback(presented);
    };
    screen.requestVideoFrameCallback(presented);
  }
}
