import { useCallback, useState } from 'react';
import { goesOn, type Trigger } from '../../editor/triggers.ts';

/** What is asked for in an editor. Put away, it stays so for as long as the same word is written on. */
export function useTrigger(): { trigger: Trigger | undefined; onTrigger(now: Trigger | undefined): void; dismiss(): void } {
  const [now, setNow] = useState<Trigger>();
  const [away, setAway] = useState<Trigger>();
  const onTrigger = useCallback((next: Trigger | undefined) => {
    setNow(next);
    setAway((before) => (before && next && goesOn(before, next) ? before : undefined));
  }, []);
  return { trigger: away ? undefined : now, onTrigger, dismiss: () => setAway(now) };
}
