import { useLayoutEffect, useRef } from 'react';
import { useApp } from '../../state/store.ts';
import { RingingDesk } from '../telephony/RingingDesk.tsx';
import { useWaitingWrapUps, WaitingWrapUps } from '../telephony/WaitingWrapUps.tsx';
import styles from './CallDock.module.css';
import { CurrentCall } from './CurrentCall.tsx';
import { type DockPlace, useDockPlace } from './dock-place.ts';
import { IncomingCall } from './IncomingCall.tsx';
import { PhoneTroubles } from './PhoneTroubles.tsx';

/**
 * Calls, at the foot of the left pane: the list gives them room at its end, so that nothing moves under the hand and no focus is
 * taken from a reply being typed. It stands at one of the places alone: nothing is drawn at the others.
 */
export function CallDock({ at }: { at: DockPlace }) {
  return useDockPlace() === at ? <Dock at={at} /> : null;
}

function Dock({ at }: { at: DockPlace }) {
  const calls = useApp((state) => state.phone?.calls);
  const news = useApp((state) => state.phoneNews.length);
  // What rings at a registered softphone is answered there.
  const registered = useApp((state) => state.phone?.registration === 'registered');
  const live = useApp((state) => state.liveCalls);
  const desks = registered ? [] : live.filter(({ ringsHere }) => ringsHere);
  const waiting = useWaitingWrapUps();
  const dock = useRef<HTMLDivElement>(null);
  const ringing = calls?.filter(({ state }) => state === 'ringing') ?? [];
  const others = calls?.filter(({ state }) => state !== 'ringing') ?? [];
  const shown = ringing.length + desks.length + others.length + waiting.length + news > 0;
  useLayoutEffect(() => {
    const element = dock.current;
    // Toasts stand above it where both are at the foot of the window.
    if (!shown || element === null || at === 'person') return;
    const root = document.documentElement;
    const watching = new ResizeObserver(() => root.style.setProperty('--dock', `${element.offsetHeight}px`));
    watching.observe(element);
    return () => {
      watching.disconnect();
      root.style.removeProperty('--dock');
    };
  }, [shown, at]);
  if (!shown) return null;
  return (
    <div className={styles.dock} data-at={at} ref={dock}>
      <PhoneTroubles />
      <WaitingWrapUps calls={waiting} />
      {others.length > 0 && <CurrentCall calls={others} />}
      {ringing.map((call) => (
        <IncomingCall key={call.id} call={call} />
      ))}
      {desks.map((each) => (
        <RingingDesk key={each.item.id} live={each} />
      ))}
    </div>
  );
}
