import { useEffect } from 'react';
import { useApp } from '../../state/store.ts';
import { goToWrapUp, nextWrapUp } from '../telephony/to-wrap-up.ts';
import { answerCall } from './answer.ts';
import { foremost } from './party.ts';
import { callKeys } from './words.ts';

/** What a key of the keyboard does to the calls as they stand; false: nothing. */
function press(code: string): boolean {
  const { phone, phoneDo } = useApp.getState();
  const calls = phone?.calls ?? [];
  const ringing = calls.find(({ state }) => state === 'ringing');
  const current = foremost(calls);
  switch (code) {
    case callKeys.answer:
      if (ringing) answerCall(ringing);
      return ringing !== undefined;
    case callKeys.hangUp: {
      // Whoever rings is sent away first: hanging up on who talks is never a slip.
      const target = ringing ?? current;
      if (target) phoneDo({ do: 'hangUp', id: target.id });
      return target !== undefined;
    }
    case callKeys.mute:
      if (current) phoneDo({ do: 'mute', id: current.id, on: !current.muted });
      return current !== undefined;
    case callKeys.hold:
      if (current && current.state !== 'calling') phoneDo({ do: 'hold', id: current.id, on: current.state === 'talking' });
      return current !== undefined;
    case callKeys.wrapUp: {
      const ended = nextWrapUp(useApp.getState());
      if (ended) void goToWrapUp(ended);
      return ended !== undefined;
    }
    default:
      return false;
  }
}

/** Answer, hang up, mute and hold by the keyboard, whatever has the focus. */
export function useCallKeys(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (!press(event.code)) return;
      event.preventDefault();
      event.stopPropagation();
    }
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
