import { networkInterfaces } from 'node:os';
import { net, powerMonitor } from 'electron';

/** How often the network is looked at, in ms: main is told of no change, and this look costs some microseconds. */
const interval = 5_000;

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Text that differs when the machine's own addresses, or whether it has any connection, differ. */
export function networkSignature(interfaces: Interfaces, online: boolean): string {
  const addresses = Object.entries(interfaces).flatMap(([name, list]) => {
    return (list ?? []).filter(({ internal }) => !internal).map(({ address }) => `${name} ${address}`);
  });
  return [online ? 'online' : 'offline', ...addresses.sort()].join('\n');
}

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
