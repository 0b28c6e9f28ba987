import { create } from 'zustand';
import { useApp } from '../../state/store.ts';
import { type ResultLine, resultLines, type SuggestionLine } from './results.ts';
import { suggestionsNow } from './suggestions.ts';

/** Which result the arrow keys stand on. */
export const activeHit = create<{ id?: string | undefined }>()(() => ({}));

const lines = (): Array<ResultLine | SuggestionLine> => [...suggestionsNow(), ...resultLines(useApp.getState().found)];

export function openLine(line: ResultLine | SuggestionLine): void {
  if ('query' in line) {
    activeHit.setState({ id: undefined });
    useApp.getState().setQuery(line.query);
    return;
  }
  activeHit.setState({ id: line.id });
  void useApp.getState().openCustomer(line.customerId, line.itemId);
}

export function moveActive(step: 1 | -1): void {
  const all = lines();
  const at = all.findIndex((line) => line.id === activeHit.getState().id);
  const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
  if (!next) return;
  activeHit.setState({ id: next.id });
  document.getElementById(next.id)?.scrollIntoView({ block: 'nearest' });
}

/** Opens the result the keys stand on, or the first one: of what is asked for now, never of what was typed before. */
export async function openActive(): Promise<void> {
  const { query, caughtUp } = useApp.getState();
  if (suggestionsNow().length === 0) await caughtUp();
  if (useApp.getState().query !== query) return;
  const all = lines();
  const line = all.find((each) => each.id === activeHit.getState().id) ?? all[0];
  if (line) openLine(line);
}
