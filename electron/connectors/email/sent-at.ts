const earliest = Date.UTC(1990, 0, 1);
const clockSkew = 15 * 60_000;

/**
 * When a mail was written. The Date header is the author's clock, believed when it parses, is later than 1990 and not more
 * than 15 minutes ahead of the server's own time of receipt; otherwise that time stands.
 */
export function sentAt(dateHeader: string | undefined, internalDate: number): number {
  // RFC 5322 allows a comment such as "(MSK)" after the zone, which Date.parse may not know.
  const date = Date.parse((dateHeader ?? '').replace(/\s*\([^()]*\)\s*$/, ''));
  return Number.isNaN(date) || date <= earliest || date > internalDate + clockSkew ? internalDate : date;
}
