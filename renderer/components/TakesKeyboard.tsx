import { useEffect, useLayoutEffect, useRef, useState } from 'react';

const controls = ['input', 'button', 'select', 'textarea', 'a[href]', '[contenteditable="true"]', '[tabindex="0"]'];
const enabled = (besides: string): string => controls.map((control) => `${control}:not(:disabled)${besides}`).join(', ');

/** What is to have the keyboard first, then what Tab reaches, then what only arrows do. */
const wishes = ['[data-autofocus]', enabled(':not([tabindex="-1"])'), enabled('')];

function take(panel: HTMLElement): void {
  for (const wish of wishes) {
    for (const control of panel.querySelectorAll<HTMLElement>(wish)) {
      control.focus({ preventScroll: true });
      if (document.activeElement === control) return;
    }
  }
  panel.focus({ preventScroll: true });
}

/**
 * First in a dialog, a menu or a panel: that has the keyboard as soon as it is drawn, since what is pressed next is meant for it, and
 * does not go away with it. The trap around it would give and take it in timers, which come after a quick hand: until they have run
 * they find this, which cannot have it.
 */
export function TakesKeyboard() {
  const mark = useRef<HTMLSpanElement>(null);
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    const panel = mark.current?.closest<HTMLElement>('[role="dialog"], [role="menu"]');
    if (!panel) return;
    if (!panel.contains(document.activeElement)) take(panel);
    return () => {
      if (!panel.contains(document.activeElement)) return;
      // The button of an item's menu is made anew with its menu.
      const there = before?.isConnected && before !== document.body;
      const opener = there ? before : document.getElementById(panel.getAttribute('aria-labelledby') ?? '');
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, [before]);
  useEffect(() => {
    // The trap sets its last timer after this one, and it is free to help a panel that is opened again while it fades.
    let timer = setTimeout(() => {
      timer = setTimeout(() => mark.current?.removeAttribute('data-autofocus'));
    });
    return () => clearTimeout(timer);
  }, []);
  return <span ref={mark} data-autofocus hidden />;
}
