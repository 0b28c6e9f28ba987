import type { WebContents } from 'electron';
import { type ZoomStep, zoomAsked, zoomed } from './zoom.ts';

/** Current size of each window's content. Chromium keeps one for all pages of an origin, and loses it with the page. */
const sizes = new WeakMap<WebContents, number>();

export function zoomOf(contents: WebContents): number {
  return sizes.get(contents) ?? 1;
}

export function zoom(contents: WebContents, step: ZoomStep): void {
  set(contents, zoomed(zoomOf(contents), step));
}

/** Opens a window's content at this size, holds it there as pages come, and listens for the keys that change it. */
export function keepZoom(contents: WebContents, size: number): void {
  sizes.set(contents, size);
  contents.on('did-navigate', () => contents.setZoomFactor(zoomOf(contents)));
  contents.on('before-input-event', (event, input) => {
    const step = zoomAsked(input, process.platform === 'darwin');
    if (step === undefined) return;
    // The menu has the same keys, and would take a second step.
    event.preventDefault();
    zoom(contents, step);
  });
}

function set(contents: WebContents, size: number): void {
  sizes.set(contents, size);
  contents.setZoomFactor(size);
}
