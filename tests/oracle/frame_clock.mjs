// The time at which the last frame was shown. totalInterFrameDelay is the sum of the gaps between delivered frames, so it stops growing
// exactly while the picture is frozen. origin + totalInterFrameDelay is the time of the last frame, where origin is the minimum of
// (timestamp - totalInterFrameDelay) over the last polls in which a frame was decoded and the sum grew (a frame may be decoded just
// before a poll and delivered after it). If that would make a frame older than the interval in which it was decoded, a gap was not
// counted (seen in Chrome 86), and the clock starts again.
const kPolls = 60;
const kEnough = 3;  // with fewer polls with frames, the time of the first frame is uncertain: the age is unknown

export class FrameClock {
  constructor() {
    this.origins = [];
    this.delays = undefined;
  }

  ageAt(interval) {
    const delays = interval.gauge('totalInterFrameDelay');
    if (delays === undefined) return undefined;
    const { timestamp } = interval.now;
    if (interval.broken.has('quality')) this.origins = [];
    const grew = delays !== this.delays;
    this.delays = delays;
    if (grew && interval.delta('framesDecoded') > 0) {
      const origin = timestamp - 1000 * delays;
      if (origin - Math.min(...this.origins) > 1000 * interval.seconds) this.origins = [];
      this.origins.push(origin);
      if (this.origins.length > kPolls) this.origins.shift();
    }
    if (this.origins.length < kEnough) return undefined;
    return Math.max(0, timestamp - (Math.min(...this.origins) + 1000 * delays));
  }
}
