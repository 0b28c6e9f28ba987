import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import { IconLock } from '../../components/icons.ts';
import { editorKey, emptyEditor } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import { showError } from '../feedback.tsx';
import { focusEditor } from '../focus.ts';
import { sendKeys } from '../shortcuts/keys.ts';
import { DraftMark } from './DraftMark.tsx';
import { EditorField } from './EditorField.tsx';
import styles from './NoteEditor.module.css';

/** The note: warm, locked, and with a button of its own, so that nobody mistakes it for a reply. */
export function NoteEditor({ view }: { view: CustomerView }) {
  const { t } = useTranslation();
  const editor = useApp((state) => state.editors[editorKey('note', view.id)] ?? emptyEditor);
  const wide = useApp((state) => state.composing === 'note');
  const addNote = useApp((state) => state.addNote);
  const ready = editor.text.trim() !== '';

  function submit(): void {
    if (!ready) return;
    addNote(view.id).catch((caught: unknown) => showError(caught, t('composer.noteFailed')));
    focusEditor('note');
  }

  return (
    <div className={styles.note} data-wide={wide || undefined}>
      <div className={styles.text}>
        <IconLock className={styles.lock} size={14} stroke={1.8} aria-hidden />
        <EditorField
          kind="note"
          customerId={view.id}
          label={t('composer.note')}
          placeholder={t('composer.notePlaceholder')}
          onSubmit={submit}
        />
        {!wide && ready && (
          <Button size="compact-xs" variant="default" onClick={submit}>
            {t('composer.addNote')}
          </Button>
        )}
      </div>
      {wide && (
        <div className={styles.foot}>
          <DraftMark editor={editor} />
          <span className={styles.keys}>{sendKeys}</span>
          <Button size="xs" variant="default" disabled={!ready} onClick={submit}>
            {t('composer.addNote')}
          </Button>
        </div>
      )}
    </div>
  );
}
