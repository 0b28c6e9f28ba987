import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import type { Item } from '../../../shared/model/index.ts';
import { copiedSelection } from './copy-selection.ts';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Copying from the timeline: what is chosen over several items says who said it and when. Answers what to do with the keys pressed
 * there: all of it is chosen by the key that chooses all, and nothing around it.
 */
export function useCopying(log: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>, items: readonly Item[]) {
  useEffect(() => {
    function onCopy(event: ClipboardEvent): void {
      if (!log.current || isField(event.target)) return;
      const text = copiedSelection(log.current, document.getSelection(), items);
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    }
    document.addEventListener('copy', onCopy);
    return () => document.removeEventListener('copy', onCopy);
  }, [log, items]);

  return (event: KeyboardEvent): void => {
    if (event.code !== 'KeyA' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    if (isField(event.target) || !content.current) return;
    event.preventDefault();
    document.getSelection()?.selectAllChildren(content.current);
  };
}
