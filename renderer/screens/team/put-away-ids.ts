/** More than come back to one agent within the day in which they are told of. */
const most = 100;

export function readRemembered(stored: string | null): string[] {
  try {
    const ids: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string').slice(-most) : [];
  } catch {
    return [];
  }
}

export const rememberPutAway = (ids: readonly string[], id: string): string[] =>
  [...ids.filter((each) => each !== id), id].slice(-most);
