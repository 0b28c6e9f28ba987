/** What was on the server when we last looked. `choice`: the setting that was in force; a new one knows everything there is. */
export type FolderList = { choice: string; known: string[]; fresh: Array<{ path: string; since: number }> };

/** How long a new folder is worth mentioning, ms. */
const newFor = 7 * 86_400_000;

/** Which folders have appeared since the choice was made. `now` in epoch ms. */
export function folderNews(
  before: unknown,
  there: readonly string[],
  choice: readonly string[] | undefined,
  now: number,
): { list: FolderList; changed: boolean } {
  const wanted = JSON.stringify(choice ?? []);
  if (!isList(before) || before.choice !== wanted)
    return { list: { choice: wanted, known: [...there], fresh: [] }, changed: true };
  const appeared = there.filter((path) => !before.known.includes(path)).map((path) => ({ path, since: now }));
  const fresh = before.fresh.filter(({ path, since }) => now - since < newFor && there.includes(path));
  const changed = appeared.length > 0 || fresh.length !== before.fresh.length;
  return { list: { choice: wanted, known: [...new Set([...before.known, ...there])], fresh: [...fresh, ...appeared] }, changed };
}

function isList(value: unknown): value is FolderList {
  if (typeof value !== 'object' || value === null) return false;
  const { choice, known, fresh } = value as Partial<Record<keyof FolderList, unknown>>;
  return typeof choice === 'string' && Array.isArray(known) && Array.isArray(fresh);
}
