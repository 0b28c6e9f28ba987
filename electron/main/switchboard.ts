import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { channels } from '../preload/channels.ts';
import type { ChildName } from './children.ts';
import type { Child } from './supervisor.ts';

/** Gives windows their direct lines to the reader and the engine, and is not on these lines itself. */
export type Switchboard = {
  /** A window asks for its ports. It gets what runs now, and every later process as it starts. */
  request(window: WebContents): void;
  /** A process has started: each window that ever asked gets a port to it. */
  running(name: ChildName): void;
};

export function createSwitchboard(child: (name: ChildName) => Child<MessagePortMain> | undefined): Switchboard {
  const windows = new Set<WebContents>();

  const connect = (window: WebContents, name: ChildName) => {
    const { port1, port2 } = new MessageChannelMain();
    if (child(name)?.post({ type: 'port' }, [port1])) window.postMessage(channels.port, { to: name }, [port2]);
  };

  return {
    request(window) {
      if (!windows.has(window)) {
        windows.add(window);
        window.once('destroyed', () => windows.delete(window));
      }
      connect(window, 'reader');
      connect(window, 'engine');
    },
    running(name) {
      for (const window of windows) connect(window, name);
    },
  };
}
