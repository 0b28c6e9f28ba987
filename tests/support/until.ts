/** What is looked for may be elsewhere, so that no change here tells of it. */
const lookAnywayMs = 250;

/** Looks now, after each change and now and then between them, until `look` answers something or `patienceMs` are over. */
export async function untilFound<T>(options: {
  look(): Promise<T | undefined | false>;
  /** Resolves at the next change after the call. */
  nextChange(): Promise<void>;
  what: string;
  patienceMs: number;
}): Promise<T> {
  const { look, nextChange, what, patienceMs } = options;
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const changed = nextChange();
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() >= deadline) throw new Error(`waited in vain for ${what}`);
    let timer: NodeJS.Timeout | undefined;
    const anyway = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, lookAnywayMs);
    });
    await Promise.race([changed, anyway]);
    clearTimeout(timer);
  }
}
