import { networkInterfaces } from 'node:os';
import { net, powerMonitor } from 'electron';
import { networkSignature } from './network-signature.ts';

/** How often the network is looked at, in ms: main is told of no change, and this look costs some microseconds. */
const interval = 5_000;

/** Calls `wake` after sleep, and when a network came or changed; not when it only went. */
export function watchNetwork(wake: () => void): void {
  powerMonitor.on('resume', wake);
  let before = networkSignature(networkInterfaces(), net.isOnline());
  const look = () => {
    const online = net.isOnline();
    const now = networkSignature(networkInterfaces(), online);
    if (now !== before && online) wake();
    before = now;
  };
  setInterval(look, interval).unref();
}
