import { useRef } from 'react';
import styles from './Resizer.module.css';

type Props = {
  label: string;
  value: number;
  limits: { min: number; max: number };
  /** 1 when the pane stands to the left of the handle, -1 when to its right. */
  direction: 1 | -1;
  onResize: (px: number) => void;
};

const keyStep = 16;

/** The handle between two panes: drag it, or move it with the arrow keys. */
export function Resizer({ label, value, limits, direction, onResize }: Props) {
  const start = useRef<{ x: number; value: number } | undefined>(undefined);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a splitter is a focusable separator with a value; <hr> cannot be one
    <div
      className={styles.resizer}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, value };
      }}
      onPointerMove={(event) => {
        if (start.current) onResize(start.current.value + direction * (event.clientX - start.current.x));
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onKeyDown={(event) => {
        if (event.code === 'ArrowLeft') onResize(value - direction * keyStep);
        if (event.code === 'ArrowRight') onResize(value + direction * keyStep);
      }}
    />
  );
}
