import { readFileSync } from 'node:fs';

/** What Chromium's own log says left the program: addresses asked for, names looked up, machines connected to. */
export type Departures = { urls: string[]; hosts: string[]; connections: string[] };

type LogEvent = { type: number; params?: Record<string, unknown> };
type Log = { constants: { logEventTypes: Record<string, number> }; events: LogEvent[] };

/**
 * Reads the file of `--log-net-log`, complete after the program has ended. It sees below every policy and permission, so what
 * is not in it has not left through the window's network.
 */
export function departures(file: string): Departures {
  const { constants, events }: Log = JSON.parse(readFileSync(file, 'utf8'));
  const of = (name: string, key: string): string[] => {
    const type = constants.logEventTypes[name];
    if (type === undefined) throw new Error(`the log knows no event ${name}`);
    const found = events.filter((event) => event.type === type).map(({ params }) => params?.[key]);
    return [...new Set(found.filter((value) => typeof value === 'string'))];
  };
  return {
    // What the program serves itself leaves nothing behind.
    urls: of('URL_REQUEST_START_JOB', 'url').filter((url) => !url.startsWith('app:')),
    hosts: of('HOST_RESOLVER_MANAGER_REQUEST', 'host'),
    connections: of('TCP_CONNECT_ATTEMPT', 'address'),
  };
}
