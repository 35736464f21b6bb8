// Says on a terminal how far the reading of a long file has come. Anything but a terminal is told nothing.

const kWorthTelling = 20_000_000;  // bytes; less is read in a moment

export class Progress {
  #out;
  #file;
  #bytes;
  #told = null;  // percent

  /** `out`: a stream as process.stderr is one; `bytes`: the size of the file. */
  constructor(out, file, bytes) {
    this.#out = out.isTTY && bytes >= kWorthTelling ? out : null;
    this.#file = file;
    this.#bytes = bytes;
  }

  /** So many bytes of the file are read. */
  at(read) {
    const percent = Math.floor((100 * read) / this.#bytes);
    if (!this.#out || percent === this.#told) return;
    this.#told = percent;
    this.#out.write(`\r${this.#file}: ${percent} % read`);
  }

  /** Takes the line away again, before anything else is printed. */
  clear() {
    if (this.#told !== null) this.#out.write('\r\x1b[K');
    this.#told = null;
  }
}
