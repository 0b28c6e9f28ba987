import i18next from 'i18next';
import { parseSearch, quotedValue, searchThings } from '../../../shared/lib/search-query.ts';
import { type SearchOperator, searchOperators } from '../../../shared/model/index.ts';
import type { AppState } from '../../state/app-state.ts';
import { useApp } from '../../state/store.ts';
import type { SuggestionLine } from './results.ts';

export type Suggestion = SuggestionLine & { operator: SearchOperator; label: string };
export type Known = {
  channels: readonly string[];
  tags: readonly string[];
  agents: readonly string[];
  /** A word of the agent's language: of an operator, or of a value that is the same for everyone. */
  word: (key: string) => string;
};

function valuesOf(operator: SearchOperator, { channels, tags, agents, word }: Known): readonly string[] {
  switch (operator) {
    case 'from':
      return [word('me'), ...agents];
    case 'to':
    case 'channel':
      return channels;
    case 'tag':
      return tags;
    case 'before':
    case 'after':
      return [word('today'), word('yesterday'), word('week')];
    case 'has':
      return searchThings.map(word);
    case 'is':
      return [word('note')];
    case 'in':
      return [word('resolved')];
  }
}

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** What the operator at the end of a query can be completed with, while it has no value that means something. */
export function suggestionsFor(query: string, known: Known, now: number): Suggestion[] {
  const last = parseSearch(query, now).at(-1);
  if (last?.end !== query.length) return [];
  const isBegun = last.type === 'wish' && /^(?:from|to|channel|tag)$/.test(last.operator);
  if (last.type !== 'unfinished' && !isBegun) return [];
  const typed = plain(last.type === 'wish' ? last.value : last.type === 'unfinished' ? last.typed : '');
  const head = query.slice(0, query.indexOf(':', last.start) + 1);
  return [...new Set(valuesOf(last.operator, known))]
    .filter((label) => plain(label).includes(typed) && plain(label) !== typed)
    .slice(0, 8)
    .map((label) => ({
      id: `suggested-${last.operator}-${label}`,
      operator: last.operator,
      label,
      query: `${head}${quotedValue(label)} `,
    }));
}

const wordOf = (key: string): string => i18next.t(`search.value.${key}` as 'search.value.me');

export const knownTo = ({ connections, workspace }: Pick<AppState, 'connections' | 'workspace'>): Known => ({
  channels: (connections ?? []).map(({ name }) => name),
  tags: (workspace?.tags ?? []).map(({ name }) => name),
  agents: (workspace?.agents ?? []).map(({ name }) => name),
  word: wordOf,
});

export function suggestionsNow(): Suggestion[] {
  const app = useApp.getState();
  return suggestionsFor(app.query, knownTo(app), Date.now());
}

/** The operators as they are written in the agent's language. */
export const operatorWords = (): Array<{ operator: SearchOperator; word: string }> =>
  searchOperators.map((operator) => ({ operator, word: `${i18next.t(`search.operator.${operator}`)}:` }));
