import { pageOrigin } from '../../preload/channels.ts';

export const origin = pageOrigin;

/** What an address of ours asks for. */
export type Route =
  /** A file of the built window, its path relative and without `..`. */
  | { kind: 'page'; path: string }
  | { kind: 'file'; hash: string; type: string; name: string }
  /** `dark`: the window is, and a mail without colours of its own may be too. */
  | { kind: 'mail'; hash: string; remote: boolean; dark: boolean }
  | { kind: 'source'; hash: string }
  | { kind: 'problem' }
  /** The page of the softphone, whose policy lets it connect to the PBX. */
  | { kind: 'phone'; path: 'phone.html' }
  | { kind: 'none' };

/** Reads `app://throughline/…`. Whatever is not exactly one of the known forms is `none`. */
export function route(address: string): Route {
  if (!address.startsWith(`${origin}/`)) return { kind: 'none' };
  const url = new URL(address);
  const segments = decoded(url.pathname);
  const [first = '', second = ''] = segments ?? [];
  if (segments === undefined) return { kind: 'none' };
  if (segments.length === 1 && first === 'problem') return { kind: 'problem' };
  if (segments.length === 1 && first === 'phone.html') return { kind: 'phone', path: first };
  if (first === 'file' || first === 'mail' || first === 'source') {
    return segments.length === 2 && isHash(second) ? stored(first, second, url.searchParams) : { kind: 'none' };
  }
  return { kind: 'page', path: segments.join('/') || 'index.html' };
}

/** SHA-256 in hex: the name of a stored file. */
export function isHash(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
}

function stored(kind: 'file' | 'mail' | 'source', hash: string, query: URLSearchParams): Route {
  if (kind === 'mail') return { kind, hash, remote: query.get('remote') === '1', dark: query.get('dark') === '1' };
  if (kind === 'source') return { kind, hash };
  return { kind, hash, type: query.get('type') ?? '', name: query.get('name') ?? '' };
}

/** Segments of a path, or `undefined` when one of them could name something outside of its folder. */
function decoded(pathname: string): string[] | undefined {
  try {
    const segments = pathname.split('/').filter(Boolean).map(decodeURIComponent);
    return segments.some((segment) => /^\.|[\\/:\0]/.test(segment)) ? undefined : segments;
  } catch {
    return undefined;
  }
}
