import { useEffect, useState } from 'react';
import type { EpochMs } from '../../../shared/model/index.ts';
import { duration } from '../../i18n/time.ts';

const secondMs = 1000;

/** How long something lasts already, second by second. */
export function RunningTime({ from }: { from: EpochMs }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), secondMs);
    return () => clearInterval(timer);
  }, []);
  return <span aria-hidden>{duration(Math.max(0, now - from))}</span>;
}
