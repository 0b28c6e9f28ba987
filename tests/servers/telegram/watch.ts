/**
 * Waiting for a fact instead of for time: `until` resolves as soon as `read` returns something, looking again after
 * every `changed`.
 */
export class Watch {
  readonly #waiters = new Set<() => void>();

  changed(): void {
    for (const waiter of [...this.#waiters]) waiter();
  }

  until<T>(read: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const value = read();
        if (value === undefined) return;
        this.#waiters.delete(look);
        resolve(value);
      };
      this.#waiters.add(look);
      look();
    });
  }
}
