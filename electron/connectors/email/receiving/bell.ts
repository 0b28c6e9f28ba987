/** Remembers that something happened until somebody has looked. */
export class Bell {
  rung = false;
  #hurried = false;
  heard: Promise<void> = Promise.resolve();
  #ring: () => void = () => undefined;

  constructor() {
    this.reset();
  }

  ring(): void {
    this.rung = true;
    this.#ring();
  }

  /** Rings, and asks for everything to be looked at, even what is not due. */
  hurry(): void {
    this.#hurried = true;
    this.ring();
  }

  /** Was everything asked for since the last time? */
  takeHurry(): boolean {
    const hurried = this.#hurried;
    this.#hurried = false;
    return hurried;
  }

  reset(): void {
    this.rung = false;
    this.heard = new Promise((resolve) => {
      this.#ring = resolve;
    });
  }
}
