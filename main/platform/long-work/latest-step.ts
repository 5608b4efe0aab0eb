/** Progress for one listener who may be slower than the work: only the latest step is kept. */
export class LatestStep implements AsyncIterable<unknown> {
  #latest: { readonly step: unknown } | null = null;
  #ended = false;
  #wake: () => void = () => undefined;

  put(step: unknown): void {
    this.#latest = { step };
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for (;;) {
      const latest = this.#latest;
      this.#latest = null;
      if (latest) yield latest.step;
      else if (this.#ended) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
