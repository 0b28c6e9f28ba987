import { type PointerEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState, type WheelEvent } from 'react';

export const zooms = [1, 1.5, 2, 3, 4, 6] as const;
/** So far a wheel turns for one step, in pixels; a touchpad tells of each of its many small movements. */
const wheelStep = 50;
/** Two fingers that part, which comes as a wheel with Ctrl, move by less. */
const pinchStep = 12;
/** Less than this is a hand that trembles, and no drag. */
const dragFrom = 4;

/** Where something of the picture stands, as a part of it (0–1), and where it is to stay, in pixels of the window. */
type Aim = { part: { x: number; y: number }; at: { x: number; y: number } };

export type Stage = {
  ref: RefObject<HTMLDivElement | null>;
  zoom: number;
  /** One step nearer or farther, about a place of the window or the middle. */
  step(by: 1 | -1, about?: { x: number; y: number }): void;
  setZoom(level: number): void;
  isFirst: boolean;
  isLast: boolean;
  /** Whether the pointer has just dragged, so that its release is no click. */
  dragged(): boolean;
  onWheel(event: WheelEvent): void;
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
};

/**
 * How near a picture is and which part of it is seen: nearer by the wheel about the pointer, moved by dragging. What scrolls by
 * itself (`scrolls`) is nearer by the wheel with Ctrl only. Every `shown` begins anew.
 */
export function useStage(shown: string, { scrolls, zoomable }: { scrolls: boolean; zoomable: boolean }): Stage {
  const ref = useRef<HTMLDivElement>(null);
  const [state, setState] = useState({ shown, level: 0 });
  const level = state.shown === shown ? state.level : 0;
  const aim = useRef<Aim>(undefined);
  const turned = useRef(0);
  const held = useRef<{ x: number; y: number; left: number; top: number }>(undefined);
  const hasDragged = useRef(false);

  const setZoom = (next: number): void => setState({ shown, level: Math.max(0, Math.min(zooms.length - 1, next)) });

  function step(by: 1 | -1, about?: { x: number; y: number }): void {
    const box = ref.current?.getBoundingClientRect();
    const picture = ref.current?.querySelector('img')?.getBoundingClientRect();
    if (box && picture && picture.width > 0 && !scrolls) {
      const at = about ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      aim.current = {
        part: { x: (at.x - picture.left) / picture.width, y: (at.y - picture.top) / picture.height },
        at,
      };
    }
    setZoom(level + by);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: moved when the picture has taken its new size
  useLayoutEffect(() => {
    const wanted = aim.current;
    const stage = ref.current;
    const picture = stage?.querySelector('img')?.getBoundingClientRect();
    aim.current = undefined;
    if (!wanted || !stage || !picture) return;
    stage.scrollLeft += picture.left + wanted.part.x * picture.width - wanted.at.x;
    stage.scrollTop += picture.top + wanted.part.y * picture.height - wanted.at.y;
  }, [level]);

  useEffect(() => {
    const release = () => {
      held.current = undefined;
    };
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
    return () => {
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', release);
    };
  }, []);

  return {
    ref,
    zoom: zooms[level] ?? 1,
    step,
    setZoom,
    isFirst: level === 0,
    isLast: level === zooms.length - 1,
    dragged: () => hasDragged.current,
    onWheel: ({ ctrlKey, deltaY, clientX, clientY }) => {
      if (!zoomable || (scrolls && !ctrlKey)) return;
      if (Math.sign(deltaY) !== Math.sign(turned.current)) turned.current = 0;
      turned.current += deltaY;
      if (Math.abs(turned.current) < (ctrlKey ? pinchStep : wheelStep)) return;
      turned.current = 0;
      step(deltaY < 0 ? 1 : -1, { x: clientX, y: clientY });
    },
    onPointerDown: ({ button, clientX: x, clientY: y }) => {
      hasDragged.current = false;
      const stage = ref.current;
      if (button === 0 && stage && !scrolls) held.current = { x, y, left: stage.scrollLeft, top: stage.scrollTop };
    },
    onPointerMove: ({ clientX, clientY }) => {
      const stage = ref.current;
      const from = held.current;
      if (!stage || !from) return;
      const [across, down] = [clientX - from.x, clientY - from.y];
      if (Math.hypot(across, down) >= dragFrom) hasDragged.current = true;
      if (!hasDragged.current) return;
      stage.scrollLeft = from.left - across;
      stage.scrollTop = from.top - down;
    },
  };
}
