// When the last picture was shown. totalInterFrameDelay is the sum of the gaps between delivered frames, so it stands exactly while the picture
// stands: origin + totalInterFrameDelay is the time of the last frame, origin being the least (timestamp - totalInterFrameDelay) of the last polls
// in which a frame was decoded.
const POLLS = 60;

export class FrameClock {
  constructor() {
    this.origins = [];
  }

  ageAt(interval) {
    const delays = interval.gauge('totalInterFrameDelay');
    if (delays === undefined) return undefined;
    const { timestamp } = interval.now;
    if (interval.broken.has('quality')) this.origins = [];
    if (interval.delta('framesDecoded') > 0) {
      this.origins.push(timestamp - 1000 * delays);
      if (this.origins.length > POLLS) this.origins.shift();
    }
    if (this.origins.length === 0) return undefined;
    return Math.max(0, timestamp - (Math.min(...this.origins) + 1000 * delays));
  }
}
