import { useEffect } from 'react';
import type { LiveCall } from '../../../shared/contract/api.ts';
import type { ItemId } from '../../../shared/model/index.ts';
import { useApp } from '../../state/store.ts';

/** Something is being written: what has the focus takes text and has some. */
export function isTyping(element: Element | null): boolean {
  if (element instanceof HTMLTextAreaElement) return element.value !== '';
  if (element instanceof HTMLInputElement) return element.value !== '';
  return element instanceof HTMLElement && element.isContentEditable && element.innerText.trim() !== '';
}

/**
 * Opens who rings at this desk, or who was rung from it, once for each call, unless that would take a reply or a talk from the
 * hand. With the news itself and not after it is drawn, so that the card and the person are one picture.
 */
export function useCallPop(): void {
  useEffect(() => {
    const popped = new Set<ItemId>();
    const pop = (calls: readonly LiveCall[]): void => {
      for (const call of calls) {
        if (!concernsMe(call) || popped.has(call.item.id)) continue;
        popped.add(call.item.id);
        const { callPop, selected } = useApp.getState();
        if (
          callPop === 'banner' ||
          isTyping(document.activeElement) ||
          calls.some((other) => other !== call && isTalkedOn(other))
        )
          continue;
        if (selected !== call.customer.id) void openCaller(call);
      }
    };
    pop(useApp.getState().liveCalls);
    return useApp.subscribe(({ liveCalls }, before) => {
      if (liveCalls !== before.liveCalls) pop(liveCalls);
    });
  }, []);
}

/** Whoever talks with somebody keeps them before their eyes: another one knocks, and is not opened. */
const isTalkedOn = ({ mine, ringsHere, item }: LiveCall): boolean =>
  mine && !ringsHere && (item.call.state === 'talking' || item.call.state === 'held');

const concernsMe = ({ ringsHere, mine, item }: LiveCall): boolean => ringsHere || (mine && item.direction === 'out');

export function openCaller({ customer }: Pick<LiveCall, 'customer'>): Promise<void> {
  const app = useApp.getState();
  app.goTo('inbox');
  return app.openCustomer(customer.id);
}
