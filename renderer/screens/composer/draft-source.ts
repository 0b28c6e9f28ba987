import type { CustomerId } from '../../../shared/model/index.ts';
import { type DraftKind, editorKey, emptyEditor } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import type { Source } from './MarkedField.tsx';

/** The draft of one customer, as a field reads it. */
export function draftSource(kind: DraftKind, customerId: CustomerId): Source {
  const key = editorKey(kind, customerId);
  return { read: () => useApp.getState().editors[key] ?? emptyEditor, subscribe: (listener) => useApp.subscribe(listener) };
}
