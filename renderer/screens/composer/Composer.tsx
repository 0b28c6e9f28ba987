import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { editorKey } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import type { WritingView } from '../../state/writing-view.ts';
import { SaidSince } from '../team/SaidSince.tsx';
import { SoftLock } from '../team/SoftLock.tsx';
import styles from './Composer.module.css';
import { ForwardEditor } from './forward/ForwardEditor.tsx';
import { MessageEditor } from './MessageEditor.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { ReplyEditor } from './ReplyEditor.tsx';

/**
 * Two editors that are never the same field: the reply, and below it the note on its warm tint. Whichever has the focus
 * opens wide; the other keeps its draft in one line. While a message is being changed or passed on, that stands in the reply's place.
 */
export const Composer = memo(function Composer({ view }: { view: WritingView }) {
  const { t } = useTranslation();
  const message = useApp((state) => state.messageEdits[view.id]);
  const passingOn = useApp(
    (state) => state.composing === 'forward' && state.editors[editorKey('forward', view.id)]?.forward !== undefined,
  );
  return (
    <section className={styles.composer} aria-label={t('composer.label')} data-tour="composer">
      <SoftLock />
      <SaidSince />
      {passingOn ? (
        <ForwardEditor key={`forward-${view.id}`} view={view} />
      ) : message ? (
        <MessageEditor key={`edit-${message.itemId}`} view={view} message={message} />
      ) : (
        <ReplyEditor key={`reply-${view.id}`} view={view} />
      )}
      <NoteEditor key={`note-${view.id}`} view={view} />
    </section>
  );
});
