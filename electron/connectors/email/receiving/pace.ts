/**
 * `check`: an idling connection is looked after this often, which also ends every IDLE far before the 29 minutes of RFC 2177
 * and catches a push that was lost. `poll`: how often we ask a server that has no IDLE. `round`: how often the folders are
 * visited that share a connection with the one that is idled in. Milliseconds.
 */
export type Pace = { check: number; poll: number; round: number };
const usual: Pace = { check: 110_000, poll: 20_000, round: 30_000 };

/** What was seen of a server that ends silent connections. Kept while the program runs, by host. */
const seen = new Map<string, { lastMs: number; limitMs?: number }>();
const shortest = 15_000;
/** How often in a row a server had news when asked that it had not pushed; from the second time on it is known for it. */
const late = new Map<string, number>();
const habit = 2;

/**
 * How often to look after an idling connection to this server, so that it never finds us silent for too long, and that news do
 * not lie there where its IDLE tells nothing until it is asked (GNU imap4d 3.15).
 */
export function paceFor(host: string): Pace {
  const check = seen.get(host)?.limitMs ?? usual.check;
  return { ...usual, check: (late.get(host) ?? 0) < habit ? check : Math.min(check, usual.poll) };
}

/** An idling server had something to tell: by itself, or only when it was asked. */
export function noteNews(host: string, pushed: boolean): void {
  const before = late.get(host) ?? 0;
  if (before < habit) late.set(host, pushed ? 0 : before + 1);
}

/**
 * A connection ended after so much silence. Once is chance; twice after the same time is a limit of the server, and from then on
 * we speak before it.
 */
export function noteSilence(host: string, silentMs: number): void {
  if (silentMs < shortest || silentMs > paceFor(host).check) return;
  const before = seen.get(host);
  const again = before !== undefined && Math.abs(before.lastMs - silentMs) < silentMs / 5;
  const limitMs = again ? Math.max(shortest, Math.floor(Math.min(before.lastMs, silentMs) * 0.75)) : before?.limitMs;
  seen.set(host, { lastMs: silentMs, ...(limitMs === undefined ? {} : { limitMs }) });
}
