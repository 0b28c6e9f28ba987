import type { DraftKind } from '../state/drafts.ts';
import { useApp } from '../state/store.ts';

/** After the next frame, so that a place or an editor that is only now being shown can take the focus. */
function focusSoon(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
}

export function focusSearch(): void {
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

/** To whom something is passed on. */
export function focusForward(): void {
  useApp.getState().setComposing('forward');
  focusSoon('[data-forward-to] input');
}

export function focusList(): void {
  focusSoon('[data-inbox]');
}
