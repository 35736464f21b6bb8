// Shows on a terminal how much of a long file has been read. Prints nothing if the output is not a terminal.

const kMinBytes = 20_000_000;  // bytes; less is read in a moment

export class Progress {
  #out;
  #file;
  #bytes;
  #shown = null;  // percent

  /** `out`: a stream such as process.stderr; `bytes`: the size of the file. */
  constructor(out, file, bytes) {
    this.#out = out.isTTY && bytes >= kMinBytes ? out : null;
    this.#file = file;
    this.#bytes = bytes;
  }

  /** Reports the number of bytes read so far. */
  at(read) {
    const percent = Math.floor((100 * read) / this.#bytes);
    if (!this.#out || percent === this.#shown) return;
    this.#shown = percent;
    this.#out.write(`\r${this.#file}: ${percent} % read`);
  }

  /** Erases the line. To be called before anything else is printed. */
  clear() {
    if (this.#shown !== null) this.#out.write('\r\x1b[K');
    this.#shown = null;
  }
}
