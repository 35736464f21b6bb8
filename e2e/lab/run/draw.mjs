/** Random numbers from a seed: the same case with the same seed is the same call. */
export class Draw {
  #state;

  constructor(seed) {
    this.#state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
    for (let i = 0; i < 8; i++) this.#next(); // mixes the state: nearby seeds start with nearby numbers
  }

  /** xorshift32 (Marsaglia 2003), as a number in [0, 1). */
  #next() {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state / 2 ** 32;
  }

  /** A number between low and high, rounded to `decimals`. */
  between(low, high, decimals = 1) {
    return Number((low + (high - low) * this.#next()).toFixed(decimals));
  }

  pick(list) {
    return list[Math.floor(this.#next() * list.length)];
  }

  shuffled(list) {
    const left = [...list];
    return list.map(() => left.splice(Math.floor(this.#next() * left.length), 1)[0]);
  }
}
