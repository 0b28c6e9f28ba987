import type { networkInterfaces } from 'node:os';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Text that differs when the machine's own addresses, or whether it has any connection, differ. */
export function networkSignature(interfaces: Interfaces, online: boolean): string {
  const addresses = Object.entries(interfaces).flatMap(([name, list]) => {
    return (list ?? []).filter(({ internal }) => !internal).map(({ address }) => `${name} ${address}`);
  });
  return [online ? 'online' : 'offline', ...addresses.sort()].join('\n');
}
