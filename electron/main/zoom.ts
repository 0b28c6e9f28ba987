export type ZoomStep = 'in' | 'out' | 'reset';

/** Sizes of the window's content, 1 being as drawn; the steps of browsers, as far as the window has room for. */
const factors = [0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** The next size up or down; the outermost stay. */
export function zoomed(factor: number, step: ZoomStep): number {
  if (step === 'reset') return 1;
  // What Chromium gives back is not exactly what it was given.
  const close = 0.01;
  const next = step === 'in' ? factors.find((each) => each > factor + close) : factors.findLast((each) => each < factor - close);
  return next ?? factor;
}

/** A key press as Electron tells of it before the page gets it. */
export type Pressed = { type: string; code: string; control: boolean; meta: boolean; alt: boolean };

const keys: Record<string, ZoomStep> = {
  Equal: 'in',
  NumpadAdd: 'in',
  Minus: 'out',
  NumpadSubtract: 'out',
  Digit0: 'reset',
  Numpad0: 'reset',
};

/** What a key press asks for, by the place of the key: with Shift or without, on any layout, on the keypad too. */
export function zoomAsked({ type, code, control, meta, alt }: Pressed, mac: boolean): ZoomStep | undefined {
  if (type !== 'keyDown' || alt || !(mac ? meta : control)) return undefined;
  return keys[code];
}

/** The size a window was left at, out of parsed JSON of unknown origin. */
export function savedZoom(saved: unknown): number {
  const zoom = typeof saved === 'object' && saved !== null && 'zoom' in saved ? saved.zoom : undefined;
  return typeof zoom === 'number' && zoom >= factors[0] && zoom <= 2 ? zoom : 1;
}
