import { useLow } from '../../components/use-low.ts';
import type { DraftKind } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';

/** Whether an editor stands open. On a low window only once somebody writes in it, so that there is room to read before. */
export function useWide(kind: DraftKind): boolean {
  const low = useLow();
  return useApp((state) => state.composing === kind && (state.writing || !low));
}
