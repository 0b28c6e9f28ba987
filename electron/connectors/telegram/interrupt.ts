/** Lets a running session be told to drop the request it waits on and ask again. */
export class Waker {
  #abort = new AbortController();

  wake(): void {
    const before = this.#abort;
    this.#abort = new AbortController();
    before.abort();
  }

  /** Aborted by the next `wake`. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }
}

/** Runs `call` until one of `signals` aborts; `undefined` when one did, whatever the call said then. */
export async function interruptible<T>(
  signals: AbortSignal[],
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const either = new AbortController();
  const abort = () => either.abort();
  for (const signal of signals) signal.addEventListener('abort', abort);
  if (signals.some((signal) => signal.aborted)) abort();
  try {
    return await call(either.signal);
  } catch (error) {
    if (either.signal.aborted) return undefined;
    throw error;
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  }
}
