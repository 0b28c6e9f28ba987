import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { ForwardOption } from '../../../../shared/contract/api.ts';
import type { TextMarkType } from '../../../../shared/model/index.ts';
import { ChannelIcon } from '../../../components/ChannelIcon.tsx';
import { Choice } from '../../../components/Choice.tsx';
import type { Editor } from '../../../editor/editor.ts';
import { editorKey, emptyEditor, forwardOption } from '../../../state/drafts.ts';
import { useApp } from '../../../state/store.ts';
import type { WritingView } from '../../../state/writing-view.ts';
import { showError } from '../../feedback.tsx';
import { focusEditor } from '../../focus.ts';
import { AttachButton } from '../AttachButton.tsx';
import { attachFiles } from '../attach.ts';
import { carryWords, obstacleWords } from '../carry-words.ts';
import { DraftMark } from '../DraftMark.tsx';
import { draftSource } from '../draft-source.ts';
import { FormatBar } from '../FormatBar.tsx';
import { FormatButton } from '../FormatButton.tsx';
import { KindTabs } from '../KindTabs.tsx';
import { MarkedField } from '../MarkedField.tsx';
import reply from '../ReplyEditor.module.css';
import head from '../RouteHead.module.css';
import { notesOf, obstacleOf } from '../reply-limits.ts';
import { SendFoot } from '../SendFoot.tsx';
import { SignatureLine } from '../SignatureLine.tsx';
import { StagedFiles } from '../StagedFiles.tsx';
import { ForwardFields } from './ForwardFields.tsx';

/** A mail to others about this customer: to whom, about what, one's own words and the original below them. */
export function ForwardEditor({ view }: { view: WritingView }) {
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
  const editor = useRef<Editor>(null);
  const active = useRef<(marks: Set<TextMarkType>) => void>(null);
  const formatting = useApp((state) => state.formatBar);
  const setFormatting = useApp((state) => state.setFormatBar);
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
        <FormatButton open={formatting} onToggle={setFormatting} />
        <AttachButton view={view} disabled={!option} />
      </Foot>
    </div>
  );
}

type FootProps = {
  view: WritingView;
  option: ForwardOption | undefined;
  onSend: (at?: number) => void;
  onDiscard: () => void;
  children: ReactNode;
};

/** The foot of it. Drawn anew with each letter, so it is small. */
function Foot({ view, option, onSend, onDiscard, children }: FootProps) {
  const { t } = useTranslation();
  const editor = useApp((state) => state.editors[editorKey('forward', view.id)] ?? emptyEditor);
  const obstacle = option && obstacleOf(editor, option);
  const notes = option && !obstacle ? notesOf(editor, option) : [];
  return (
    <SendFoot
      tools={children}
      words={obstacle ? obstacleWords(obstacle) : notes.map((note) => carryWords(note, option)).join(' · ')}
      how={obstacle && obstacle.type !== 'noAddress' ? 'stops' : undefined}
      ready={option !== undefined && !obstacle}
      onSend={onSend}
      before={<DraftMark editor={editor} />}
    >
      <Button size="xs" variant="default" onClick={onDiscard}>
        {t('forward.discard')}
      </Button>
    </SendFoot>
  );
}
