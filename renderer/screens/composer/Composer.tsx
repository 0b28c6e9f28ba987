import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import styles from './Composer.module.css';
import { NoteEditor } from './NoteEditor.tsx';
import { ReplyEditor } from './ReplyEditor.tsx';

/**
 * Two editors that are never the same field: the reply, and below it the note on its warm tint. Whichever has the focus
 * opens wide; the other keeps its draft in one line.
 */
export function Composer({ view }: { view: CustomerView }) {
  const { t } = useTranslation();
  return (
    <section className={styles.composer} aria-label={t('composer.label')}>
      <ReplyEditor key={`reply-${view.id}`} view={view} />
      <NoteEditor key={`note-${view.id}`} view={view} />
    </section>
  );
}
