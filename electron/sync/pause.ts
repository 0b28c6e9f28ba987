/** Ends after the time (never, where there is none), or with the signal. `onSkip` is given a way to end it sooner. */
export function pause(ms: number | undefined, signal: AbortSignal, onSkip?: (skip: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = ms === undefined ? undefined : setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    onSkip?.(done);
    if (signal.aborted) done();
  });
}
