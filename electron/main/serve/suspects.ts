/** Mails that were on the screen when the window broke down. They are shown as plain words from then on. */
export type Suspects = {
  /** A mail has been handed to the window. */
  shown(hash: string): void;
  /** The window has broken down: every mail handed to it of late may be the cause. */
  accuse(): void;
  has(hash: string): boolean;
};

/** How long after a mail was shown a breakdown may still be its doing, in ms. */
const memory = 60_000;

/** @param now monotonic or epoch ms */
export function createSuspects(now: () => number, onShown: () => void = () => undefined): Suspects {
  const recent = new Map<string, number>();
  const accused = new Set<string>();
  return {
    shown(hash) {
      recent.set(hash, now());
      onShown();
    },
    accuse() {
      for (const [hash, at] of recent) if (now() - at <= memory) accused.add(hash);
      recent.clear();
    },
    has: (hash) => accused.has(hash),
  };
}
