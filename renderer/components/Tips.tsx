import { useEffect, useRef } from 'react';
import styles from './Tips.module.css';

/** How long the mouse rests before the words come, in ms; the keyboard shows them at once. */
const restMs = 400;
const id = 'tip';
/** Between an element and its words, and between them and the edge of the window, in pixels. */
const gap = 5;

/**
 * The words of whatever bears `data-tip`, beside what the mouse rests on or the keyboard has reached: one for the whole window,
 * because a tooltip made for each button would cost more than the buttons. `data-tip-side="right"` puts them there, otherwise above.
 */
export function Tips() {
  const tip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let over: HTMLElement | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function hide(): void {
      clearTimeout(timer);
      if (over?.getAttribute('aria-describedby') === id) over.removeAttribute('aria-describedby');
      over = undefined;
      tip.current?.hidePopover();
    }
    function show(): void {
      const words = over?.dataset.tip;
      if (!tip.current || !over?.isConnected || words === undefined) return;
      tip.current.textContent = words;
      tip.current.showPopover();
      place(tip.current, over);
      if (!over.hasAttribute('aria-describedby')) over.setAttribute('aria-describedby', tip.current.id);
    }
    function turnTo(target: EventTarget | null, wait: number): void {
      const found = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
      if (found === (over ?? null)) return;
      hide();
      if (!found) return;
      over = found;
      timer = setTimeout(show, wait);
    }
    const onOver = (event: MouseEvent) => turnTo(event.target, restMs);
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.matches(':focus-visible')) turnTo(target, 0);
    };
    const onKey = ({ code }: KeyboardEvent) => {
      if (code === 'Escape') hide();
    };
    const onOut = ({ relatedTarget }: MouseEvent) => {
      if (relatedTarget === null) hide();
    };
    const stop = new AbortController();
    const quiet = { capture: true, passive: true, signal: stop.signal };
    document.addEventListener('mouseover', onOver, quiet);
    document.addEventListener('mouseout', onOut, quiet);
    document.addEventListener('focusin', onFocus, quiet);
    document.addEventListener('keydown', onKey, quiet);
    for (const name of ['focusout', 'pointerdown', 'scroll']) document.addEventListener(name, hide, quiet);
    return () => {
      stop.abort();
      hide();
    };
  }, []);

  return <div ref={tip} id={id} popover="manual" role="tooltip" className={styles.tip} />;
}

/** Beside the element, within the window; below it where there is no room above. */
function place(tip: HTMLElement, beside: HTMLElement): void {
  const at = beside.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const within = (value: number, size: number, room: number) => Math.max(gap, Math.min(value, room - size - gap));
  const right = beside.dataset.tipSide === 'right';
  const above = at.top - height - gap;
  const left = right ? at.right + gap : at.left + (at.width - width) / 2;
  const top = right ? at.top + (at.height - height) / 2 : above >= 0 ? above : at.bottom + gap;
  tip.style.left = `${within(left, width, innerWidth)}px`;
  tip.style.top = `${within(top, height, innerHeight)}px`;
}
