import { useLayoutEffect, useState } from 'react';
import { useApp } from '../../state/store.ts';
import type { TourStep } from '../../state/tour-steps.ts';
import styles from './Tour.module.css';
import { targetOf } from './targets.ts';

type Box = { top: number; left: number; width: number; height: number };

/** A ring around what the step speaks of. It lies over the window and takes no press. */
export function TourRing({ step }: { step: TourStep }) {
  const [box, setBox] = useState<Box>();
  const person = useApp((state) => state.person !== undefined);
  const panel = useApp((state) => state.panelOpen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an opened customer or panel is another thing to point at
  useLayoutEffect(() => {
    const target = targetOf(step);
    if (!target) {
      setBox(undefined);
      return;
    }
    const measure = (): void => {
      const { top, left, width, height } = target.getBoundingClientRect();
      setBox({ top, left, width, height });
    };
    const watch = new ResizeObserver(measure);
    watch.observe(target);
    watch.observe(document.body);
    measure();
    return () => watch.disconnect();
  }, [step, person, panel]);
  return box ? <div className={styles.ring} style={box} data-tour-ring aria-hidden /> : null;
}
