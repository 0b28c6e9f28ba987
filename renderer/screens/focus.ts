import type { CustomerId } from '../../shared/model/index.ts';
import { isCompact } from '../components/use-compact.ts';
import type { DraftKind } from '../state/drafts.ts';
import { useApp } from '../state/store.ts';

/**
 * At once where it stands already: the next key is for it. Otherwise after the next frame, so that a place or an editor that is only
 * now being shown can take the focus; not from a panel that a key has opened by then.
 */
function focusSoon(selector: string): void {
  coming = undefined;
  const place = (): HTMLElement | null => document.querySelector<HTMLElement>(selector);
  place()?.focus();
  const at = document.activeElement;
  if (at !== null && at === place()) return;
  const left = notOver();
  requestAnimationFrame(() => left() && place()?.focus());
}

/** Says later whether no dialog, menu or panel has taken the keyboard since now. */
function notOver(): () => boolean {
  const panel = (): Element | null | undefined => document.activeElement?.closest('[role="dialog"], [role="menu"]');
  const before = panel();
  return () => panel() == null || panel() === before;
}

/** Where there is room for one pane only, the list comes back when nobody is open. */
export function backToList(): void {
  useApp.getState().closeCustomer();
  focusList();
}

export function focusSearch(): void {
  if (isCompact()) useApp.getState().closeCustomer();
  focusSoon('[data-search]');
}

/** An editor was asked for and has not got the keyboard yet; the letters pressed meanwhile. */
let coming: { letters: string } | undefined;

/**
 * Puts the hand into an editor of whoever is chosen: of nobody else, so where they are still being read it waits for them. What is
 * pressed meanwhile is kept for it, see {@link keptForEditor}.
 */
export function focusEditor(kind: DraftKind): void {
  const own = { letters: '' };
  coming = own;
  const { selected } = useApp.getState();
  const left = notOver();
  const arrive = (): void => {
    if (coming !== own) return;
    coming = undefined;
    if (useApp.getState().selected !== selected || !left()) return;
    useApp.getState().setComposing(kind);
    const field = document.querySelector<HTMLElement>(`[data-editor="${kind}"]`);
    field?.focus();
    if (field && own.letters !== '') document.execCommand('insertText', false, own.letters);
  };
  if (!awaits(selected)) {
    useApp.getState().setComposing(kind);
    requestAnimationFrame(arrive);
  } else {
    const stop = useApp.subscribe(() => {
      if (awaits(selected)) return;
      stop();
      requestAnimationFrame(arrive);
    });
  }
}

/** They are chosen and not yet on the screen, and nothing has gone wrong. */
function awaits(customerId: CustomerId | undefined): boolean {
  const { selected, person, personError } = useApp.getState();
  return customerId !== undefined && selected === customerId && person?.view.id !== customerId && personError === undefined;
}

/**
 * Whether a key belongs to an editor that is on its way: a letter is no command any more once somebody wants to write. Escape gives
 * that up.
 */
export function keptForEditor({ key, code, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (code === 'Escape') coming = undefined;
  if (!coming || ctrlKey || metaKey || altKey || key.length !== 1) return false;
  coming.letters += key;
  return true;
}

/** The field in which a message is changed after it was sent. */
export function focusEdit(): void {
  focusSoon('[data-editor="edit"]');
}

/** What is said of a call that is over. */
export function focusWrapUp(): void {
  focusSoon('[data-wrap-up]');
}

/** To whom something is passed on. */
export function focusForward(): void {
  useApp.getState().setComposing('forward');
  focusSoon('[data-forward-to] input');
}

/** To whoever can be walked to from: the list or, where the open customer hides it, their timeline. */
export function focusList(): void {
  const { selected, composing, restComposing } = useApp.getState();
  restComposing(composing);
  const hidden = isCompact() && selected !== undefined;
  focusSoon(hidden ? '[role="log"]' : '[data-inbox]');
}
