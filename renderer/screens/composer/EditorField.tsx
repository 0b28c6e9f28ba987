import type { ClipboardEvent } from 'react';
import type { CustomerId } from '../../../shared/model/index.ts';
import { type DraftKind, editorKey, emptyEditor } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import { focusList } from '../focus.ts';
import styles from './EditorField.module.css';

type Props = {
  kind: DraftKind;
  customerId: CustomerId;
  label: string;
  placeholder: string;
  onSubmit: () => void;
  onPaste?: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
};

/** The text field of one editor. Enter is a new line; Ctrl or Cmd with Enter sends; Escape leaves. */
export function EditorField({ kind, customerId, label, placeholder, onSubmit, onPaste }: Props) {
  const text = useApp((state) => (state.editors[editorKey(kind, customerId)] ?? emptyEditor).text);
  const wide = useApp((state) => state.composing === kind);
  const edit = useApp((state) => state.edit);
  const setComposing = useApp((state) => state.setComposing);
  const flushDrafts = useApp((state) => state.flushDrafts);
  return (
    <textarea
      className={styles.field}
      data-editor={kind}
      data-wide={wide || undefined}
      rows={1}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      spellCheck
      onFocus={() => setComposing(kind)}
      onBlur={flushDrafts}
      onChange={(event) => edit(kind, customerId, { text: event.target.value })}
      onPaste={onPaste}
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && (event.code === 'Enter' || event.code === 'NumpadEnter')) {
          event.preventDefault();
          onSubmit();
        }
        if (event.code === 'Escape') {
          event.preventDefault();
          focusList();
        }
      }}
    />
  );
}
