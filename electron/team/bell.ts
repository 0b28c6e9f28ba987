/** Wakes whoever rests when there may be something to do. */
export class Bell {
  readonly #stop: AbortSignal;
  readonly #sleepers = new Set<() => void>();
  #rung = false;

  constructor(stop: AbortSignal) {
    this.#stop = stop;
  }

  ring(): void {
    this.#rung = true;
    for (const wake of this.#sleepers) wake();
  }

  /** What rings from now on is for the next `rest`. */
  listen(): void {
    this.#rung = false;
  }

  /** `pause`, unless it has rung since `listen`. */
  async rest(ms: number): Promise<void> {
    if (!this.#rung) await this.pause(ms);
  }

  /** Until it rings, at the latest after `ms`. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      timer.unref();
      this.#sleepers.add(done);
      if (this.#stop.aborted) done();
    });
  }
}
