import type { DesktopBridge } from '../shared/contract/desktop.ts';

declare global {
  interface Window {
    /** Lent by the preload script; the only thing of the desktop a window can reach. */
    readonly throughline: DesktopBridge;
  }
}
