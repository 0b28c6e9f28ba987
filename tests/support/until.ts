/** Looks now and after each change, until `look` answers something or `patienceMs` are over. */
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
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), Math.max(0, deadline - Date.now()));
    });
    const outcome = await Promise.race([changed, late]);
    clearTimeout(timer);
    if (outcome === 'late') throw new Error(`waited in vain for ${what}`);
  }
}
