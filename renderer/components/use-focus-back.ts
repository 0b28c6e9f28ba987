import { useLayoutEffect, useState } from 'react';

/** What is to have the keyboard again: an entry of a menu is gone by then, and the button that opened the menu stands for it. */
function lasting(element: Element | null): HTMLElement | undefined {
  const opener = element?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const found = opener ? document.getElementById(opener) : element;
  return found instanceof HTMLElement && found !== document.body ? found : undefined;
}

/**
 * Gives the keyboard back to whatever had it before this was there, in the same breath in which it goes: a hand that writes on
 * must not meet a window in which letters are commands. What somebody else has taken meanwhile is left to them.
 */
export function useFocusBack(): void {
  const [before] = useState(() => lasting(document.activeElement));
  useLayoutEffect(
    () => () => {
      const now = document.activeElement;
      if (now === null || now === document.body || now.closest('[role="dialog"]')) before?.focus({ preventScroll: true });
    },
    [before],
  );
}
