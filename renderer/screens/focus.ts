import { isCompact } from '../components/use-compact.ts';
import type { DraftKind } from '../state/drafts.ts';
import { useApp } from '../state/store.ts';

/** After the next frame, so that a place or an editor that is only now being shown can take the focus. */
function focusSoon(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
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

export function focusEditor(kind: DraftKind): void {
  useApp.getState().setComposing(kind);
  focusSoon(`[data-editor="${kind}"]`);
}

/** The field in which a message is changed after it was sent. */
export function focusEdit(): void {
  focusSoon('[data-editor="edit"]');
}

/** What is said of a call that is over. At once where it is shown already: what is typed after the key belongs there. */
export function focusWrapUp(): void {
  const field = document.querySelector<HTMLElement>('[data-wrap-up]');
  if (field) field.focus();
  else focusSoon('[data-wrap-up]');
}

/** To whom something is passed on. */
export function focusForward(): void {
  useApp.getState().setComposing('forward');
  focusSoon('[data-forward-to] input');
}

/** To whoever can be walked to from: the list or, where the open customer hides it, their timeline. */
export function focusList(): void {
  const hidden = isCompact() && useApp.getState().selected !== undefined;
  focusSoon(hidden ? '[role="log"]' : '[data-inbox]');
}
