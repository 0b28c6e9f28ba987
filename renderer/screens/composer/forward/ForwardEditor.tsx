import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { CustomerView, ForwardOption } from '../../../../shared/contract/api.ts';
import type { TextMarkType } from '../../../../shared/model/index.ts';
import { ChannelIcon } from '../../../components/ChannelIcon.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { IconChevronDown, IconPaperclip, IconTypography } from '../../../components/icons.ts';
import type { Editor } from '../../../editor/editor.ts';
import { editorKey, emptyEditor, forwardOption } from '../../../state/drafts.ts';
import { useApp } from '../../../state/store.ts';
import { showError } from '../../feedback.tsx';
import { focusEditor } from '../../focus.ts';
import { sendKeys } from '../../shortcuts/keys.ts';
import { attachFiles } from '../attach.ts';
import { carryWords, obstacleWords } from '../carry-words.ts';
import { DraftMark } from '../DraftMark.tsx';
import { draftSource } from '../draft-source.ts';
import { FormatBar } from '../FormatBar.tsx';
import { KindTabs } from '../KindTabs.tsx';
import { LaterMenu } from '../LaterMenu.tsx';
import { MarkedField } from '../MarkedField.tsx';
import reply from '../ReplyEditor.module.css';
import head from '../RouteHead.module.css';
import { notesOf, obstacleOf } from '../reply-limits.ts';
import bar from '../SendBar.module.css';
import { SignatureLine } from '../SignatureLine.tsx';
import { StagedFiles } from '../StagedFiles.tsx';
import { ForwardFields } from './ForwardFields.tsx';

/** A mail to others about this customer: to whom, about what, one's own words and the original below them. */
export function ForwardEditor({ view }: { view: CustomerView }) {
  const { t } = useTranslation();
  const { edit, send, dropForward, flushDrafts, setComposing } = useApp.getState();
  const key = editorKey('forward', view.id);
  const { files, channelId } = useApp(
    useShallow((state) => {
      const now = state.editors[key] ?? emptyEditor;
      return { files: now.files, channelId: now.channelId };
    }),
  );
  const option = forwardOption(view, channelId);
  const allowed = useMemo(() => new Set(option?.capabilities.formatting ?? []), [option?.capabilities.formatting]);
  const picker = useRef<HTMLInputElement>(null);
  const editor = useRef<Editor>(null);
  const active = useRef<(marks: Set<TextMarkType>) => void>(null);
  const [formatting, setFormatting] = useState(false);
  const [linking, setLinking] = useState(false);
  const source = useMemo(() => draftSource('forward', view.id), [view.id]);

  function submit(at?: number): void {
    const now = useApp.getState().editors[key] ?? emptyEditor;
    if (!option || obstacleOf(now, option)) return;
    send(view, at, 'forward').catch((caught: unknown) => {
      focusEditor('forward');
      showError(caught, t('forward.failed'));
    });
    focusEditor('reply');
  }
  function discard(): void {
    dropForward(view.id);
    focusEditor('reply');
  }

  return (
    <div className={reply.reply} data-wide>
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
      <div className={head.head}>
        <KindTabs customerId={view.id} />
        <span className={head.why} title={t('forward.hint')}>
          {t('forward.hint')}
        </span>
        {option && (
          <Choice
            label={t('forward.from')}
            icon={<ChannelIcon kind={option.channelKind} />}
            value={option.channelId}
            options={view.forwardOptions.map(({ channelId: value, channelName, address }) => ({
              value,
              label: view.forwardOptions.length > 1 ? `${channelName} · ${address}` : address,
            }))}
            onChoose={(value) => edit('forward', view.id, { channelId: value })}
          />
        )}
      </div>
      {!option && <p className={head.noWay}>{t('forward.noMailbox')}</p>}
      <ForwardFields view={view} />
      <MarkedField
        name="forward"
        label={t('forward.text')}
        placeholder={t('forward.placeholder')}
        wide
        source={source}
        editor={editor}
        allowed={allowed}
        onChange={(content) => edit('forward', view.id, content)}
        onSelected={(marks) => active.current?.(marks)}
        onFiles={(brought) => {
          void attachFiles(view, brought);
          return brought.length > 0;
        }}
        onSubmit={() => submit()}
        onLeave={() => focusEditor('reply')}
        onFocus={() => setComposing('forward')}
        onBlur={flushDrafts}
      />
      <SignatureLine customerId={view.id} kind="forward" />
      {files.length > 0 && (
        <StagedFiles files={files} option={option} onChange={(changed) => edit('forward', view.id, { files: changed })} />
      )}
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
      <Foot view={view} option={option} onSend={submit} onDiscard={discard}>
        <IconButton
          label={t('format.label')}
          aria-pressed={formatting}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setFormatting(!formatting)}
        >
          <IconTypography size={18} stroke={1.6} aria-hidden />
        </IconButton>
        <IconButton label={t('composer.attach')} disabled={!option} onClick={() => picker.current?.click()}>
          <IconPaperclip size={18} stroke={1.6} aria-hidden />
        </IconButton>
      </Foot>
    </div>
  );
}

type FootProps = {
  view: CustomerView;
  option: ForwardOption | undefined;
  onSend: (at?: number) => void;
  onDiscard: () => void;
  children: React.ReactNode;
};

/** Tools, what stands against sending, and the ways out. Drawn anew with each letter, so it is small. */
function Foot({ view, option, onSend, onDiscard, children }: FootProps) {
  const { t } = useTranslation();
  const editor = useApp((state) => state.editors[editorKey('forward', view.id)] ?? emptyEditor);
  const obstacle = option && obstacleOf(editor, option);
  const notes = option && !obstacle ? notesOf(editor, option) : [];
  const words = obstacle ? obstacleWords(obstacle) : notes.map((note) => carryWords(note, option)).join(' · ');
  const ready = option !== undefined && !obstacle;
  return (
    <div className={bar.foot}>
      {children}
      <span
        className={bar.note}
        role="status"
        data-stops={obstacle && obstacle.type !== 'noAddress' ? '' : undefined}
        title={words}
      >
        {words}
      </span>
      <span className={bar.quiet}>
        <DraftMark editor={editor} />
        <span className={bar.keys}>{sendKeys}</span>
      </span>
      <Button size="xs" variant="default" onClick={onDiscard}>
        {t('forward.discard')}
      </Button>
      <span className={bar.send}>
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
