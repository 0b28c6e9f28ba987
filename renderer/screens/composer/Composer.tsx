import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import { useApp } from '../../state/store.ts';
import styles from './Composer.module.css';
import { MessageEditor } from './MessageEditor.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { ReplyEditor } from './ReplyEditor.tsx';

/**
 * Two editors that are never the same field: the reply, and below it the note on its warm tint. Whichever has the focus
 * opens wide; the other keeps its draft in one line. While a message is being changed, its editor stands in the reply's place.
 */
export function Composer({ view }: { view: CustomerView }) {
  const { t } = useTranslation();
  const message = useApp((state) => state.messageEdits[view.id]);
  return (
    <section className={styles.composer} aria-label={t('composer.label')} data-tour="composer">
      {message ? (
        <MessageEditor key={`edit-${message.itemId}`} view={view} message={message} />
      ) : (
        <ReplyEditor key={`reply-${view.id}`} view={view} />
      )}
      <NoteEditor key={`note-${view.id}`} view={view} />
    </section>
  );
}
