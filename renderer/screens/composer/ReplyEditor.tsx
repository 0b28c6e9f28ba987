import { Button } from '@mantine/core';
import { type ClipboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { Choice } from '../../components/Choice.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPaperclip } from '../../components/icons.ts';
import { chosenOption, editorKey, emptyEditor } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import { showError } from '../feedback.tsx';
import { focusEditor } from '../focus.ts';
import { sendKeys } from '../shortcuts/keys.ts';
import { attachFiles } from './attach.ts';
import { DraftMark } from './DraftMark.tsx';
import { EditorField } from './EditorField.tsx';
import { KindTabs } from './KindTabs.tsx';
import { optionWords, routeValue } from './option-words.ts';
import { QuoteChip } from './QuoteChip.tsx';
import styles from './ReplyEditor.module.css';
import { fits, lengthNote } from './reply-limits.ts';
import { StagedFiles } from './StagedFiles.tsx';

/** The reply: which way it goes and why, the text, files, and the way out. */
export function ReplyEditor({ view }: { view: CustomerView }) {
  const { t } = useTranslation();
  const editor = useApp((state) => state.editors[editorKey('reply', view.id)] ?? emptyEditor);
  const wide = useApp((state) => state.composing === 'reply');
  const edit = useApp((state) => state.edit);
  const send = useApp((state) => state.send);
  const picker = useRef<HTMLInputElement>(null);

  const option = chosenOption(view, editor.route);
  const usual = view.replyOptions[0];
  const note = lengthNote(editor.text.length, option?.capabilities.maxTextLength);
  const filesFit = editor.files.every((file) => fits(file.size, option));
  const something = editor.text.trim() !== '' || editor.files.length > 0;
  const ready = option?.allowed === true && something && filesFit;

  function submit(): void {
    if (!ready) return;
    send(view).catch((caught: unknown) => showError(caught, t('composer.failed')));
    focusEditor('reply');
  }

  function onPaste(event: ClipboardEvent): void {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    void attachFiles(view, files);
  }

  const attach = (
    <IconButton label={t('composer.attach')} disabled={!option} onClick={() => picker.current?.click()}>
      <IconPaperclip size={18} stroke={1.6} aria-hidden />
    </IconButton>
  );

  return (
    <div className={styles.reply} data-wide={wide || undefined}>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void attachFiles(view, [...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <div className={styles.head}>
        <KindTabs />
        <span className={styles.gap} />
        <span className={styles.label}>{t('composer.replyBy')}</span>
        {option ? (
          <Choice
            label={t('composer.replyBy')}
            icon={<ChannelIcon kind={option.channelKind} />}
            value={routeValue(option)}
            options={view.replyOptions.map((each) => ({
              value: routeValue(each),
              label: optionWords(each),
              disabled: !each.allowed,
            }))}
            onChoose={(value) => {
              const chosen = view.replyOptions.find((each) => routeValue(each) === value);
              if (chosen)
                edit('reply', view.id, { route: { contactPointId: chosen.contactPointId, channelId: chosen.channelId } });
            }}
          />
        ) : (
          <span className={styles.noWay}>
            {t('composer.noWay')}. {t('composer.noWayHint')}
          </span>
        )}
      </div>
      {option && !option.allowed && option.reason && <p className={styles.reason}>{t(`composer.reason.${option.reason}`)}</p>}
      {wide && option?.capabilities.subject && (
        <label className={styles.subject}>
          <span>{t('composer.subject')}</span>
          <input
            type="text"
            value={editor.subject ?? option.subject ?? ''}
            onChange={(event) => edit('reply', view.id, { subject: event.target.value })}
          />
        </label>
      )}
      {editor.replyToItemId !== undefined && (
        <QuoteChip itemId={editor.replyToItemId} onRemove={() => edit('reply', view.id, { replyToItemId: undefined })} />
      )}
      <div className={styles.text}>
        <EditorField
          kind="reply"
          customerId={view.id}
          label={t('composer.reply')}
          placeholder={t('composer.replyPlaceholder')}
          onSubmit={submit}
          onPaste={onPaste}
        />
        {!wide && attach}
        {!wide && something && (
          <Button size="compact-xs" disabled={!ready} onClick={submit}>
            {t('composer.send')}
          </Button>
        )}
      </div>
      {editor.files.length > 0 && (
        <StagedFiles
          files={editor.files}
          option={option}
          onRemove={(file) => edit('reply', view.id, { files: editor.files.filter((each) => each !== file) })}
        />
      )}
      {wide && (
        <div className={styles.foot}>
          {attach}
          <span className={styles.limit} data-over={note?.type === 'split' || undefined}>
            {note && t(`composer.${note.type}`, { count: note.count })}
          </span>
          <DraftMark editor={editor} />
          <span className={styles.keys}>{sendKeys}</span>
          {option && usual && option.channelKind !== usual.channelKind && (
            <span className={styles.by}>{t('composer.sendBy', { channel: t(`channel.${option.channelKind}`) })}</span>
          )}
          <Button size="xs" disabled={!ready} onClick={submit}>
            {t('composer.send')}
          </Button>
        </div>
      )}
    </div>
  );
}
