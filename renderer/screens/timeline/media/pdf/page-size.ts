export type Size = { width: number; height: number };

/** CSS pixels of one point, the unit a PDF is measured in: 96 to the inch over 72. */
const pixelsPerPoint = 96 / 72;
/** A page is shown at most this much larger than on paper until somebody zooms. */
const enough = 1.1;
/** The most a canvas may hold, in pixels; a page that claims to be metres wide must not take all memory. */
const mostPixels = 16_000_000;

/**
 * CSS pixels per point at which a page fits the room across.
 *
 * @param page in points
 * @param room in CSS pixels
 * @param zoom 1: fitted
 */
export function pageScale(page: Size, room: number, zoom: number): number {
  return Math.min(pixelsPerPoint * enough, room / Math.max(1, page.width)) * zoom;
}

/** Pixels of the canvas for each CSS pixel, so that the page is sharp and no canvas grows without measure. */
export function sharpness(shown: Size, ratio: number): number {
  return Math.min(ratio, Math.sqrt(mostPixels / Math.max(1, shown.width * shown.height)));
}

/** The page lying on its side when it was turned by an odd number of quarters. */
export function turnedSize({ width, height }: Size, quarters: number): Size {
  return quarters % 2 === 0 ? { width, height } : { width: height, height: width };
}
