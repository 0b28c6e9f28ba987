import { type RefObject, useLayoutEffect, useState } from 'react';

/** What a list does with keys that are pressed elsewhere, in the editor or in a field above it. True: it was used. */
export type ListKeys = (
  event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'preventDefault'>,
) => boolean;

/**
 * Walks a list by the arrows and takes the chosen one by Enter or Tab. The first is chosen anew whenever the list changes.
 */
export function useListKeys<T>(
  options: {
    items: readonly T[];
    onPick: (item: T) => void;
    onClose: () => void;
    /** Present while the list for what was typed has not come: it is told that the first line of it is meant. */
    onEarly?: (() => void) | undefined;
  },
  keys: RefObject<ListKeys | null>,
): { at: number; choose: (at: number) => void } {
  const { items, onPick, onClose, onEarly } = options;
  const [at, choose] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its first line
  useLayoutEffect(() => choose(0), [items]);
  // As soon as the list is seen: Escape in the next moment is meant for it, and not for the editor beneath.
  useLayoutEffect(() => {
    keys.current = (event) => {
      const item = items[at];
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const taken = event.code === 'Enter' || event.code === 'NumpadEnter' || event.code === 'Tab';
      if (event.code === 'Escape') onClose();
      else if (onEarly && plain && taken) onEarly();
      else if (items.length === 0 || !plain) return false;
      else if (event.code === 'ArrowDown') choose((at + 1) % items.length);
      else if (event.code === 'ArrowUp') choose((at + items.length - 1) % items.length);
      else if (taken && !event.shiftKey && item) onPick(item);
      else return false;
      event.preventDefault();
      return true;
    };
    return () => {
      keys.current = null;
    };
  }, [items, at, onPick, onClose, onEarly, keys]);
  return { at: Math.min(at, Math.max(0, items.length - 1)), choose };
}
