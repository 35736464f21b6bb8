// Shows on a terminal how much of a long file has been read. Prints nothing if the output is not a terminal.

const kWorthTelling = 20_000_000;  // bytes; less is read in a moment

export class Progress {
  #out;
  #file;
  #bytes;
  #told = null;  // percent

  /** `out`: a stream such as process.stderr; `bytes`: the size of the file. */
  constructor(out, file, bytes) {
    this.#out = out.isTTY && bytes >= kWorthTelling ? out : null;
    this.#file = file;
    this.#bytes = bytes;
  }

  /** Reports the number of bytes read so far. */
  at(read) {
    const percent = Math.floor((100 * read) / this.#bytes);
    if (!this.#out || percent === this.#told) return;
    this.#told = percent;
    this.#out.write(`\r${this.#file}: ${percent} % read`);
  }

  /** Erases the line. To be called before anything else is printed. */
  clear() {
    if (this.#told !== null) this.#out.write('\r\x1b[K');
    this.#told = null;
  }
}
