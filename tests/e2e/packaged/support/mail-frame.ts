import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { storedPath } from '../../../../electron/main/serve/handler.ts';
import { writeOwned } from './account.ts';

/** Puts a body among the stored files of a profile, as the engine would, and answers its name there. */
export async function store(home: string, body: string | Uint8Array): Promise<string> {
  const bytes = Buffer.from(body);
  const hash = createHash('sha256').update(bytes).digest('hex');
  await writeOwned(storedPath(join(home, 'profile', 'files'), hash), bytes);
  return hash;
}

/** What became of one body in the frame. */
export type Shown = {
  /** False when the frame did not finish within its time. */
  loaded: boolean;
  /** Where the frame is afterwards. */
  address: string;
  /** Ids that scripts have reported since the page was prepared. */
  ran: number[];
  /** Pixels the window gives the frame. */
  height: number;
};

/** Lets the window hear of scripts that run in it. */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ran: number[] = [];
    Reflect.set(window, 'heard', ran);
    Reflect.set(window, 'ran', (id: number) => ran.push(id));
  });
}

/**
 * Shows a body in the frame that the window already has for a mail, with all its guards, and then touches everything in it
 * as a careless person would.
 */
export function show(page: Page, address: string): Promise<Shown> {
  return page.evaluate(
    async ({ address, events, patience }) => {
      const frame = document.querySelector('iframe');
      if (frame === null) throw new Error('no mail is open');
      const loaded = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), patience);
        const done = () => {
          clearTimeout(timer);
          resolve(true);
        };
        frame.addEventListener('load', done, { once: true });
        frame.src = address;
      });
      const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await painted();
      const inner = frame.contentDocument;
      if (inner !== null) {
        // The document's own words may have been taken by the mail; these are the window's.
        for (const element of [...Document.prototype.querySelectorAll.call(inner, '*')].slice(0, 100)) {
          for (const type of events) {
            const event = new MouseEvent(type, { bubbles: true, cancelable: true, composed: true });
            EventTarget.prototype.dispatchEvent.call(element, event);
          }
          if (element.namespaceURI === 'http://www.w3.org/1999/xhtml') HTMLElement.prototype.focus.call(element);
        }
      }
      await painted();
      let where = 'elsewhere';
      try {
        where = frame.contentWindow?.location.href ?? 'nowhere';
      } catch {
        // A page of another origin does not say.
      }
      return { loaded, address: where, ran: [...(Reflect.get(window, 'heard') as number[])], height: frame.clientHeight };
    },
    { address, events: touches, patience: 90_000 },
  );
}

/** Everything that a pointer, a keyboard and a clipboard do to an element. */
const touches = [
  ...['pointerdown', 'mousedown', 'mouseup', 'click', 'dblclick', 'auxclick', 'contextmenu', 'wheel', 'touchstart'],
  ...['mouseover', 'mouseenter', 'mousemove', 'mouseout', 'pointerover', 'pointerrawupdate'],
  ...['keydown', 'keyup', 'input', 'beforeinput', 'change', 'select', 'search', 'invalid', 'submit', 'reset'],
  ...[
    'dragstart',
    'drop',
    'copy',
    'cut',
    'paste',
    'selectstart',
    'scroll',
    'scrollend',
    'toggle',
    'beforetoggle',
    'close',
    'cancel',
  ],
];

export { touches };
