import { useEffect, useState } from 'react';

/** Seconds left until then, told each second. */
export function useSecondsLeft(at: number): number {
  const [left, setLeft] = useState(() => secondsUntil(at));
  useEffect(() => {
    const tell = () => setLeft(secondsUntil(at));
    tell();
    const timer = setInterval(tell, 250);
    return () => clearInterval(timer);
  }, [at]);
  return left;
}

const secondsUntil = (at: number): number => Math.max(0, Math.ceil((at - Date.now()) / 1000));
