import type { DesktopBridge } from '../../shared/contract/desktop.ts';

/** The preload script's bridge. Read once: the object is frozen for the life of the window. */
export const desktop: DesktopBridge = window.throughline;

/** Address of a stored mail body, for a sandboxed frame. Remote content only loads when asked for. */
export function mailUrl(hash: string, { remote, dark }: { remote: boolean; dark: boolean }): string {
  return `/mail/${hash}?remote=${remote ? 1 : 0}${dark ? '&dark=1' : ''}`;
}

/** Address of a stored file, for images and players. */
export function fileUrl(hash: string, mime: string): string {
  return `/file/${hash}?type=${encodeURIComponent(mime)}`;
}
