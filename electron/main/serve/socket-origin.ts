/**
 * Scheme, host and port of a WebSocket, as a policy names them (CSP 3, section 2.3.1); nothing for any other address, so that a
 * wrong setting opens nothing.
 */
export function socketOrigin(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host } = new URL(url);
  const plain = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d+)?$/i.test(host);
  return (protocol === 'ws:' || protocol === 'wss:') && plain ? `${protocol}//${host}` : undefined;
}
