import type { Page } from '@playwright/test';

/**
 * What runs inside the window to measure it, installed once and called by name. Times run from the event's own timestamp to the
 * message that follows the frame in which the change was painted.
 */
type Probe = {
  /** Waits for the next key of this code. */
  arm(code: string, change: Change): void;
  /** Ms from that key to the painted change it makes. */
  measured(): Promise<number>;
  /** Ms of each answer of the reader to a page of the list, one every eight ms, and the gaps between frames, until stopped. */
  watch(): Promise<void>;
  watched(): { replies: number[]; gaps: number[] };
};

/**
 * `word`: the probe's own; `pane`: what stands in the conversation's place is put there anew as plain elements, which is what the
 * browser alone takes; `timeline`: another person's; `input`: whatever the key itself does.
 */
export type Change = 'word' | 'pane' | 'timeline' | 'input';

declare global {
  interface Window {
    bench: Probe;
  }
}

export async function installProbe(page: Page): Promise<void> {
  await page.evaluate(install);
}

function install(): void {
  const word = document.createElement('div');
  word.style.cssText = 'position:fixed;left:0;bottom:0;font-size:10px;pointer-events:none';
  word.textContent = 'word';
  document.body.append(word);

  const painted = (): Promise<void> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
  const shownItem = (): string | undefined =>
    [...document.querySelectorAll<HTMLElement>('[role=log] article')].at(-1)?.dataset.item;
  const timelineChanged = (before: string | undefined): Promise<void> =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        const now = shownItem();
        if (now === undefined || now === before) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-item'] });
    });

  /** Over the conversation, of its size; a copy of it each time, then nothing again. */
  const holder = document.createElement('div');
  holder.style.cssText = 'position:fixed;display:flex;flex-direction:column';
  function putPane(): void {
    const pane = document.querySelector('[role=log]')?.closest('section');
    if (!pane) return;
    const { left, top, width, height } = pane.getBoundingClientRect();
    Object.assign(holder.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    holder.replaceChildren(pane.cloneNode(true));
    document.body.append(holder);
  }

  const waitForKey = (code: string, change: Change): Promise<number> =>
    new Promise((resolve) => {
      const before = shownItem();
      const changed = change === 'timeline' ? timelineChanged(before) : undefined;
      const onKey = async (event: KeyboardEvent): Promise<void> => {
        if (event.code !== code) return;
        window.removeEventListener('keydown', onKey, true);
        if (change === 'pane') putPane();
        if (change === 'word') word.textContent = word.textContent === 'word' ? 'other' : 'word';
        await changed;
        await painted();
        resolve(performance.now() - event.timeStamp);
        holder.remove();
      };
      window.addEventListener('keydown', onKey, true);
    });

  // The window's own line to the reader, seen as it is used; answers to numbers of ours are ignored by the window.
  let found: (port: MessagePort) => void = () => undefined;
  const reader = new Promise<MessagePort>((resolve) => {
    found = resolve;
  });
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: unknown[]): void {
    const { method } = (typeof message === 'object' && message !== null ? message : {}) as { method?: unknown };
    if (typeof method === 'string' && /^(inbox|timeline|customer)\.(page|rows|counts|get)$/.test(method)) found(this);
    (post as (...args: unknown[]) => void).call(this, message, ...rest);
  };
  const firstOfOurs = 1_000_000_000;
  let next = firstOfOurs;
  let watching = false;
  let replies: number[] = [];
  let gaps: number[] = [];

  function askAgain(port: MessagePort): void {
    if (!watching) return;
    next += 1;
    const id = next;
    const asked = performance.now();
    const onReply = (event: MessageEvent): void => {
      if ((event.data as { id?: number }).id !== id) return;
      port.removeEventListener('message', onReply);
      replies.push(performance.now() - asked);
      setTimeout(() => askAgain(port), 8);
    };
    port.addEventListener('message', onReply);
    port.postMessage({ id, method: 'inbox.page', input: { view: 'all', sort: 'latest', limit: 50 } });
  }

  let armed: Promise<number> = Promise.resolve(Number.NaN);
  window.bench = {
    arm(code, change) {
      armed = waitForKey(code, change);
    },
    measured: () => armed,
    async watch() {
      // It asks whenever somebody else is opened and whenever something has changed.
      const line = await reader;
      watching = true;
      replies = [];
      gaps = [];
      askAgain(line);
      let last = performance.now();
      const frame = (): void => {
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        if (watching) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    },
    watched() {
      watching = false;
      return { replies, gaps };
    },
  };
}

/** Presses a key and answers how long it took until the change was painted, in ms. */
export async function keyToPaint(page: Page, key: string, change: Change, code = key): Promise<number> {
  // A key overtakes what a debugger asks for: the page has to have answered before it is pressed.
  await page.evaluate(([wanted, kind]) => window.bench.arm(wanted, kind), [code, change] as const);
  await page.keyboard.press(key);
  return page.evaluate(() => window.bench.measured());
}
