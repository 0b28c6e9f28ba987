import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOption } from '../../../shared/contract/api.ts';
import type { Tag } from '../../../shared/model/index.ts';
import { IconX } from '../../components/icons.ts';
import { editorKey, emptyEditor, hasContent } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import type { WritingView } from '../../state/writing-view.ts';
import { carryWords, obstacleWords } from './carry-words.ts';
import { DraftMark } from './DraftMark.tsx';
import { notesOf, obstacleOf } from './reply-limits.ts';
import styles from './SendBar.module.css';
import { SendFoot } from './SendFoot.tsx';
import { sequelWords } from './sequel-words.ts';

type Props = {
  view: WritingView;
  option: ReplyOption | undefined;
  tools: ReactNode;
  onSend: (at?: number) => void;
};

const noTags: readonly Tag[] = [];

/** The foot of the reply. Drawn anew with each letter, so it is small. */
export function SendBar({ view, option, tools, onSend }: Props) {
  const { t } = useTranslation();
  const editor = useApp((state) => state.editors[editorKey('reply', view.id)] ?? emptyEditor);
  const edit = useApp((state) => state.edit);
  const usual = view.replyOptions[0];
  const obstacle = option && obstacleOf(editor, option);
  const notes = option && !obstacle ? notesOf(editor, option) : [];
  const over = notes.some(({ type }) => type !== 'left' && type !== 'messages');
  const tags = useApp((state) => state.workspace?.tags ?? noTags);
  const also = sequelWords(editor.sequel, tags);
  return (
    <SendFoot
      tools={tools}
      words={obstacle ? obstacleWords(obstacle) : notes.map((note) => carryWords(note, option)).join(' · ')}
      how={obstacle ? 'stops' : over ? 'over' : undefined}
      ready={option?.allowed === true && hasContent(editor) && !obstacle}
      onSend={onSend}
      before={
        <>
          {also !== '' && (
            <span className={styles.sequel}>
              {t('composer.sequel', { what: also })}
              <button
                type="button"
                aria-label={t('composer.noSequel')}
                onClick={() => edit('reply', view.id, { sequel: undefined })}
              >
                <IconX size={12} stroke={2} aria-hidden />
              </button>
            </span>
          )}
          <DraftMark editor={editor} />
        </>
      }
      after={
        option &&
        usual &&
        option.channelKind !== usual.channelKind && (
          <span className={styles.by}>{t('composer.sendBy', { channel: t(`channel.${option.channelKind}`) })}</span>
        )
      }
    />
  );
}
