import type { ServerConfig } from '../../../shared/contract/provision.ts';

export type Tls = ServerConfig['tls'];
/** A server as typed. A field that was not touched is absent and follows the ones above it. */
export type ServerDraft = { host?: string; port?: string; tls: Tls; allowInsecure: boolean };

export function hasPort(text: string): boolean {
  const port = Number(text);
  return text.trim() !== '' && Number.isInteger(port) && port >= 1 && port <= 65_535;
}

/** Whether a password without encryption would leave this machine. */
export function leavesMachine(host: string): boolean {
  return !/^(localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host.trim());
}
