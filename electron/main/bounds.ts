export type Rectangle = { x: number; y: number; width: number; height: number };
/** How the window stands. Without a place the system chooses one. */
export type Placement = { width: number; height: number; x?: number; y?: number; maximized: boolean };

export const smallest = { width: 1100, height: 680 };
const usual = { width: 1366, height: 860 };

/**
 * Where to open the window: as it was left, if that is still a sane size on a display that still exists.
 * @param saved parsed JSON of unknown origin
 */
export function placeWindow(saved: unknown, displays: readonly Rectangle[]): Placement {
  const widest = displays[0] ?? { x: 0, y: 0, ...usual };
  const fresh = { width: Math.min(usual.width, widest.width), height: Math.min(usual.height, widest.height), maximized: false };
  if (!isPlacement(saved)) return fresh;
  const size = { width: Math.max(saved.width, smallest.width), height: Math.max(saved.height, smallest.height) };
  const { x, y } = saved;
  const onScreen = x !== undefined && y !== undefined && displays.some((display) => reachable({ x, y, ...size }, display));
  return { ...size, ...(onScreen ? { x, y } : {}), maximized: saved.maximized };
}

/** Enough of the title bar lies on the display to be taken hold of. */
function reachable(window: Rectangle, display: Rectangle): boolean {
  const across = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  return across >= 100 && window.y >= display.y && window.y <= display.y + display.height - 40;
}

function isPlacement(value: unknown): value is Placement {
  if (typeof value !== 'object' || value === null) return false;
  const { width, height, x, y, maximized } = value as Record<string, unknown>;
  const optional = [x, y].every((number) => number === undefined || Number.isInteger(number));
  return Number.isInteger(width) && Number.isInteger(height) && optional && typeof maximized === 'boolean';
}
