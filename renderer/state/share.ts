type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

const nameOf = (value: unknown): unknown => (isPlain(value) ? value.id : undefined);

/** What stood in an element's place before: what has its `id`, wherever that stood, else what stood there. */
function counterparts(before: readonly unknown[]): (each: unknown, at: number) => unknown {
  const named = new Map(before.map((each) => [nameOf(each), each]));
  return (each, at) => (nameOf(each) === undefined ? before[at] : named.get(nameOf(each)));
}

/**
 * What was read anew, with everything in it that is as it was replaced by what was there before: whoever shows a part of it sees that
 * the part is the same, and draws nothing. Answers `before` itself where all is alike. Plain data only.
 */
export function share<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after;
  if (Array.isArray(before) && Array.isArray(after)) {
    const of = counterparts(before);
    const shared = after.map((each, at) => share(of(each, at), each));
    const isSame = shared.length === before.length && shared.every((each, at) => Object.is(each, before[at]));
    return (isSame ? before : shared) as T;
  }
  if (isPlain(before) && isPlain(after)) {
    const shared = Object.entries(after).map(([key, value]) => [key, share(before[key], value)] as const);
    const isSame =
      shared.length === Object.keys(before).length &&
      shared.every(([key, value]) => key in before && Object.is(value, before[key]));
    return (isSame ? before : Object.fromEntries(shared)) as T;
  }
  return after;
}
