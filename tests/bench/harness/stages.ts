import type { Page } from '@playwright/test';

/** Epoch ms of what the window met on the way of one change to the screen. */
export type Stages = {
  /** The engine's word that somebody's timeline has changed. */
  told: number;
  /** The reader's answer with the line of the list. */
  answered: number;
  /** The line stands in the page. */
  drawn: number;
  /** The frame with it was shown. */
  painted: number;
};

declare global {
  interface Window {
    stagesOf: (name: string) => Promise<Stages>;
  }
}

/** Installed before the page's own script, so that it hears the lines to engine and reader as they are opened. The page is loaded anew. */
export async function watchStages(page: Page): Promise<void> {
  await page.addInitScript(install);
  await page.reload();
}

/** Waits for a line of this name in the list. */
export const stagesOf = (page: Page, name: string): Promise<Stages> => page.evaluate((wanted) => window.stagesOf(wanted), name);

function install(): void {
  const now = (): number => performance.timeOrigin + performance.now();
  let told = Number.NaN;
  let answered = Number.NaN;
  const asked = new Set<unknown>();
  const { postMessage, addEventListener } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: unknown[]): void {
    const { id, method } = (message ?? {}) as { id?: unknown; method?: unknown };
    if (method === 'inbox.rows') asked.add(id);
    (postMessage as (...args: unknown[]) => void).call(this, message, ...rest);
  };
  MessagePort.prototype.addEventListener = function (this: MessagePort, type: string, ...rest: unknown[]): void {
    const listen = addEventListener as (...args: unknown[]) => void;
    const note = ({ data }: MessageEvent): void => {
      const { feed, id } = (data ?? {}) as { feed?: { customers: unknown[] }; id?: unknown };
      if (feed !== undefined && feed.customers.length > 0) told = now();
      if (asked.delete(id)) answered = now();
    };
    if (type === 'message') listen.call(this, type, note);
    listen.call(this, type, ...rest);
  };
  window.stagesOf = (name) =>
    new Promise((resolve) => {
      const isThere = (): boolean =>
        [...document.querySelectorAll('[role=listbox] [role=option]')].some((option) => option.textContent?.startsWith(name));
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        const drawn = now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve({ told, answered, drawn, painted: now() });
          port2.postMessage(null);
        });
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
}
