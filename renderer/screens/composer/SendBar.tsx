import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView, ReplyOption } from '../../../shared/contract/api.ts';
import type { Tag } from '../../../shared/model/index.ts';
import { IconChevronDown, IconX } from '../../components/icons.ts';
import { editorKey, emptyEditor, hasContent } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import { sendKeys } from '../shortcuts/keys.ts';
import { carryWords, obstacleWords } from './carry-words.ts';
import { DraftMark } from './DraftMark.tsx';
import { LaterMenu } from './LaterMenu.tsx';
import { notesOf, obstacleOf } from './reply-limits.ts';
import styles from './SendBar.module.css';
import { sequelWords } from './sequel-words.ts';

type Props = {
  view: CustomerView;
  option: ReplyOption | undefined;
  tools: ReactNode;
  onSend: (at?: number) => void;
};

const noTags: readonly Tag[] = [];

/** The foot of the reply: tools, what the channel will make of it, and the way out. Drawn anew with each letter, so it is small. */
export function SendBar({ view, option, tools, onSend }: Props) {
  const { t } = useTranslation();
  const editor = useApp((state) => state.editors[editorKey('reply', view.id)] ?? emptyEditor);
  const edit = useApp((state) => state.edit);
  const usual = view.replyOptions[0];
  const obstacle = option && obstacleOf(editor, option);
  const notes = option && !obstacle ? notesOf(editor, option) : [];
  const ready = option?.allowed === true && hasContent(editor) && !obstacle;
  const tags = useApp((state) => state.workspace?.tags ?? noTags);
  const also = sequelWords(editor.sequel, tags);
  const words = obstacle ? obstacleWords(obstacle) : notes.map((note) => carryWords(note, option)).join(' · ');
  return (
    <div className={styles.foot}>
      {tools}
      <span
        className={styles.note}
        role="status"
        data-stops={obstacle ? '' : undefined}
        data-over={notes.some(({ type }) => type !== 'left' && type !== 'messages') || undefined}
        title={words}
      >
        {words}
      </span>
      <span className={styles.quiet}>
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
        <span className={styles.keys}>{sendKeys}</span>
        {option && usual && option.channelKind !== usual.channelKind && (
          <span className={styles.by}>{t('composer.sendBy', { channel: t(`channel.${option.channelKind}`) })}</span>
        )}
      </span>
      <span className={styles.send}>
        <Button size="xs" disabled={!ready} onClick={() => onSend()}>
          {t('composer.send')}
        </Button>
        <LaterMenu onChoose={onSend}>
          {(toggle) => (
            <Button size="xs" disabled={!ready} aria-label={t('composer.later')} title={t('composer.later')} onClick={toggle}>
              <IconChevronDown size={14} stroke={2} aria-hidden />
            </Button>
          )}
        </LaterMenu>
      </span>
    </div>
  );
}
