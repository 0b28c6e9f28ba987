/** What to do with the address of a link in a mail: only these may leave the program. */
const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:']);

function parse(href: string): URL | undefined {
  try {
    return new URL(href);
  } catch {
    return undefined;
  }
}

/** The address, when it is of a kind that may be opened outside. */
export function openable(href: string): string | undefined {
  const url = parse(href);
  return url && allowed.has(url.protocol) ? url.href : undefined;
}

/**
 * Whether the text of a link names another place than it leads to, as a forged one does. Ordinary words ("Pay now")
 * promise no place and deceive nobody.
 */
export function deceives(text: string, href: string): boolean {
  const url = parse(href);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return false;
  const named = /(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})/iu.exec(text.trim());
  if (!named?.[1] || !/^\S+$/.test(text.trim())) return false;
  const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');
  const promised = bare(parse(`https://${named[1]}`)?.hostname ?? named[1]);
  const real = bare(url.hostname);
  return real !== promised && !real.endsWith(`.${promised}`);
}
