import { create } from 'zustand';
import { useApp } from '../../state/store.ts';
import { type ResultLine, resultLines } from './results.ts';

/** Which result the arrow keys stand on. */
export const activeHit = create<{ id?: string | undefined }>()(() => ({}));

export function openLine(line: ResultLine): void {
  activeHit.setState({ id: line.id });
  void useApp.getState().openCustomer(line.customerId, line.itemId);
}

export function moveActive(step: 1 | -1): void {
  const lines = resultLines(useApp.getState().found);
  const at = lines.findIndex((line) => line.id === activeHit.getState().id);
  const next = lines[Math.max(0, Math.min(lines.length - 1, at + step))];
  if (!next) return;
  activeHit.setState({ id: next.id });
  document.getElementById(next.id)?.scrollIntoView({ block: 'nearest' });
}

/** Opens the result the keys stand on, or the first one. */
export function openActive(): void {
  const lines = resultLines(useApp.getState().found);
  const line = lines.find((each) => each.id === activeHit.getState().id) ?? lines[0];
  if (line) openLine(line);
}
