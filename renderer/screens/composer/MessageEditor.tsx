import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerId, TextMarkType } from '../../../shared/model/index.ts';
import { IconPencil } from '../../components/icons.ts';
import type { Editor } from '../../editor/editor.ts';
import type { MessageEdit } from '../../state/composer.ts';
import { sameText } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import type { WritingView } from '../../state/writing-view.ts';
import { attempt } from '../feedback.tsx';
import { focusEditor } from '../focus.ts';
import { sendKeys } from '../shortcuts/keys.ts';
import { FormatBar } from './FormatBar.tsx';
import { FormatButton } from './FormatButton.tsx';
import { MarkedField, type Source } from './MarkedField.tsx';
import styles from './MessageEditor.module.css';
import bar from './SendFoot.module.css';

const nothing: MessageEdit['had'] = { text: '', marks: [] };

function editSource(customerId: CustomerId): Source {
  return {
    read: () => useApp.getState().messageEdits[customerId] ?? nothing,
    subscribe: (listener) => useApp.subscribe(listener),
  };
}

/** A message of ours that is changed after it was sent. The reply that was being written waits beneath. */
export function MessageEditor({ view, message }: { view: WritingView; message: MessageEdit }) {
  const { t } = useTranslation();
  const { changeMessage, leaveMessage, saveMessage } = useApp.getState();
  const item = useApp((state) => state.person?.timeline.items.find(({ id }) => id === message.itemId));
  const option = view.replyOptions.find(({ channelId }) => channelId === item?.channel?.id);
  const allowed = useMemo(() => new Set(option?.capabilities.formatting ?? []), [option?.capabilities.formatting]);
  const editor = useRef<Editor>(null);
  const active = useRef<(marks: Set<TextMarkType>) => void>(null);
  const formatting = useApp((state) => state.formatBar);
  const setFormatting = useApp((state) => state.setFormatBar);
  const [linking, setLinking] = useState(false);
  const source = useMemo(() => editSource(view.id), [view.id]);
  const empty = message.text.trim() === '' && (item?.attachments.length ?? 0) === 0;
  const changed = !sameText(message, message.had);

  function leave(): void {
    leaveMessage(view.id);
    focusEditor('reply');
  }
  async function save(): Promise<void> {
    if (empty) return;
    if (!changed) leave();
    else if (await attempt(saveMessage(view.id), t('composer.editFailed'))) focusEditor('reply');
  }

  return (
    <div className={styles.edit}>
      <div className={styles.head}>
        <IconPencil size={14} stroke={1.8} aria-hidden />
        <strong>{t('composer.editing')}</strong>
        <span>{message.had.text}</span>
      </div>
      <MarkedField
        name="edit"
        label={t('composer.editing')}
        placeholder={t('composer.editing')}
        wide
        source={source}
        editor={editor}
        allowed={allowed}
        onChange={(content) => changeMessage(view.id, content)}
        onSelected={(marks) => active.current?.(marks)}
        onSubmit={() => void save()}
        onLeave={leave}
      />
      {formatting && (
        <FormatBar
          editor={editor}
          allowed={allowed}
          channelKind={option?.channelKind}
          active={active}
          linking={linking}
          onLinking={setLinking}
        />
      )}
      <div className={bar.foot}>
        <FormatButton open={formatting} onToggle={setFormatting} />
        <span className={bar.note}>{t('composer.editHint')}</span>
        <span className={bar.quiet}>
          <span className={bar.keys}>{sendKeys}</span>
        </span>
        <Button size="xs" variant="default" onClick={leave}>
          {t('action.cancel')}
        </Button>
        <Button size="xs" disabled={empty || !changed} onClick={() => void save()}>
          {t('composer.saveEdit')}
        </Button>
      </div>
    </div>
  );
}
