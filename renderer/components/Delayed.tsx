import { type ReactNode, useEffect, useState } from 'react';

const patienceMs = 150;

/** Shows its children only when the wait has become noticeable, so that nothing flickers. */
export function Delayed({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return late ? children : null;
}
