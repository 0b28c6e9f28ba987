/** The number of a `tel:` address (RFC 3966), without its parameters. */
export function numberOfLink(url: string): string | undefined {
  if (!/^tel:/i.test(url)) return undefined;
  const [number = ''] = decoded(url.slice('tel:'.length)).split(';');
  return number.trim() === '' ? undefined : number.trim();
}

/** What is written wrongly stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
