import { type EditorState, Plugin } from 'prosemirror-state';

/** What was typed to ask for a list: a canned text by `/`, a colleague by `@`, an emoji by `:`. Places are of the document. */
export type Trigger = { sign: '/' | '@' | ':'; query: string; from: number; to: number };

const longestQuery = 40;

/**
 * `/` asks at the very beginning of a text; `@` at the beginning of a word; `:` there too, once two letters follow it at once, which
 * a time, an address and a face of signs do not have.
 */
export function triggerAt({ selection, doc }: EditorState, signs: string): Trigger | undefined {
  if (!selection.empty) return undefined;
  const { $from } = selection;
  if ($from.parent.type.spec.code) return undefined;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC');
  const to = $from.pos;
  if (signs.includes('/') && before.startsWith('/') && $from.index(0) === 0 && doc.childCount === 1) {
    const query = before.slice(1);
    if (query.length <= longestQuery && !query.includes('/')) return { sign: '/', query, from: to - before.length, to };
  }
  const wanted = signs.includes(':')
    ? /(?:^|[\s(\uFFFC]|\p{Extended_Pictographic}\uFE0F?)(:\p{L}[\p{L}_-]+)$/u.exec(before)?.[1]
    : undefined;
  if (wanted !== undefined && wanted.length <= longestQuery) {
    return { sign: ':', query: wanted.slice(1).replace(/[_-]/g, ' '), from: to - wanted.length, to };
  }
  if (!signs.includes('@')) return undefined;
  const named = /(?:^|[\s(])@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]*)?)$/u.exec(before);
  const query = named?.[1];
  if (query === undefined || query.length > longestQuery) return undefined;
  return { sign: '@', query, from: to - query.length - 1, to };
}

/** Is it the same word, written on or back? Another may come to stand in its place at once. */
export const goesOn = (before: Trigger, now: Trigger): boolean =>
  before.sign === now.sign &&
  before.from === now.from &&
  (now.query.startsWith(before.query) || before.query.startsWith(now.query));

/** Tells each change of what is asked for. Whoever leaves the editor asks for nothing until they type there again. */
export function triggers(signs: () => string, tell: (trigger: Trigger | undefined) => void): Plugin {
  let told: Trigger | undefined;
  return new Plugin({
    props: {
      handleDOMEvents: {
        blur: () => {
          if (!told) return;
          told = undefined;
          tell(told);
        },
      },
    },
    view: () => ({
      update: (view) => {
        const now = view.hasFocus() ? triggerAt(view.state, signs()) : undefined;
        if (now === told || (now && told && now.sign === told.sign && now.query === told.query && now.from === told.from)) return;
        told = now;
        tell(now);
      },
    }),
  });
}
