import { Button } from '@mantine/core';
import i18next from 'i18next';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { CannedReply } from '../../../shared/contract/api.ts';
import type { TextMarkType } from '../../../shared/model/index.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconLayoutBottombar, IconMessage2Bolt, IconMoodSmile } from '../../components/icons.ts';
import type { Editor } from '../../editor/editor.ts';
import { chosenOption, editorKey, emptyEditor, hasContent, wayOfAnswer } from '../../state/drafts.ts';
import { toggledButtons } from '../../state/message-buttons.ts';
import { useApp } from '../../state/store.ts';
import type { WritingView } from '../../state/writing-view.ts';
import { showError } from '../feedback.tsx';
import { focusEditor, focusList } from '../focus.ts';
import { commandOf } from '../palette/controls.ts';
import { modifier } from '../shortcuts/keys.ts';
import { useSendQuestion } from '../team/SendQuestion.tsx';
import { AttachButton } from './AttachButton.tsx';
import { bringFiles } from './attach.ts';
import { CannedPanel } from './CannedPanel.tsx';
import { draftSource } from './draft-source.ts';
import { EmojiOffers } from './emoji/EmojiOffers.tsx';
import { EmojiPanel } from './emoji/EmojiPanel.tsx';
import { FormatBar } from './FormatBar.tsx';
import { FormatButton } from './FormatButton.tsx';
import { MailFields } from './MailFields.tsx';
import { type Content, MarkedField } from './MarkedField.tsx';
import { MessageButtons } from './MessageButtons.tsx';
import { QuoteChip } from './QuoteChip.tsx';
import styles from './ReplyEditor.module.css';
import { RouteHead } from './RouteHead.tsx';
import { obstacleOf } from './reply-limits.ts';
import { SendBar } from './SendBar.tsx';
import { SignatureLine } from './SignatureLine.tsx';
import { StagedFiles } from './StagedFiles.tsx';
import { tellTyping } from './typing.ts';
import type { ListKeys } from './use-list-keys.ts';
import { useTrigger } from './use-trigger.ts';
import { useWide } from './use-wide.ts';

type Panel = 'canned' | 'emoji';

/** The reply: which way it goes and why, the text, files, and the way out. What changes with each letter is drawn elsewhere. */
export function ReplyEditor({ view }: { view: WritingView }) {
  const { t } = useTranslation();
  const wide = useWide('reply');
  const edit = useApp((state) => state.edit);
  const send = useApp((state) => state.send);
  const setComposing = useApp((state) => state.setComposing);
  const flushDrafts = useApp((state) => state.flushDrafts);
  const { route, files, buttons, replyToItemId, something } = useApp(
    useShallow((state) => {
      const editor = state.editors[editorKey('reply', view.id)] ?? emptyEditor;
      const { route, files, buttons, replyToItemId } = editor;
      return { route, files, buttons, replyToItemId, something: hasContent(editor) };
    }),
  );
  const formatting = useApp((state) => state.formatBar);
  const setFormatting = useApp((state) => state.setFormatBar);
  const editor = useRef<Editor>(null);
  const active = useRef<(marks: Set<TextMarkType>) => void>(null);
  const keys = useRef<ListKeys | null>(null);
  const { trigger, onTrigger, dismiss } = useTrigger();
  const [panel, setPanel] = useState<Panel>();
  const [linking, setLinking] = useState(false);
  const source = useMemo(() => draftSource('reply', view.id), [view.id]);

  const waiting = useApp((state) => (state.toInsert?.customerId === view.id ? state.toInsert : undefined));

  // Chosen elsewhere, it goes where the caret last was.
  useEffect(() => {
    if (!waiting) return;
    const app = useApp.getState();
    app.inserted();
    editor.current?.insert(waiting);
    if (waiting.sequel) app.edit('reply', view.id, { sequel: waiting.sequel });
  }, [waiting, view.id]);

  const quoted = useApp((state) => state.person?.timeline.items.find((each) => each.id === replyToItemId));
  const usual = chosenOption(view, route);
  const option = useMemo(() => wayOfAnswer(usual, replyToItemId, quoted), [usual, replyToItemId, quoted]);
  const allowed = useMemo(() => new Set(option?.capabilities.formatting ?? []), [option?.capabilities.formatting]);
  const asked = trigger?.sign === '/' ? trigger : undefined;
  const emojiAsked = trigger?.sign === ':' ? trigger : undefined;

  const { submit, question } = useSendQuestion({
    ready: () => {
      const now = useApp.getState().editors[editorKey('reply', view.id)] ?? emptyEditor;
      return option?.allowed === true && hasContent({ ...now, ...source.read() }) && !obstacleOf(now, option);
    },
    send: letGo,
  });

  function letGo(at?: number): void {
    send(view, at).catch((caught: unknown) => showError(caught, t('composer.failed')));
    focusEditor('reply');
  }

  function closePanel(): void {
    setPanel(undefined);
    editor.current?.focus();
  }

  function onKey(event: KeyboardEvent): boolean {
    if (keys.current?.(event)) return true;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.code === 'KeyZ' && !event.shiftKey && takeBackLast(view)) return true;
    if (command && event.code === 'Slash') setPanel('canned');
    else if (command && event.code === 'KeyK' && !event.shiftKey && canLink(editor.current, allowed)) {
      setFormatting(true);
      setLinking(true);
    } else return false;
    event.preventDefault();
    return true;
  }

  function onPick(content: Content, canned: CannedReply): void {
    setPanel(undefined);
    editor.current?.insert(content, asked);
    if (canned.sequel) edit('reply', view.id, { sequel: canned.sequel });
  }

  const attach = <AttachButton view={view} disabled={!option} />;
  const tools = (
    <>
      <FormatButton open={formatting} onToggle={setFormatting} />
      {attach}
      {option?.capabilities.buttons && (
        <IconButton
          {...commandOf('composer.buttons')}
          label={t('composer.buttons')}
          aria-expanded={buttons !== undefined}
          onClick={() => edit('reply', view.id, { buttons: toggledButtons(buttons) })}
        >
          <IconLayoutBottombar size={18} stroke={1.6} aria-hidden />
        </IconButton>
      )}
      <IconButton
        {...commandOf('emoji.label')}
        label={t('emoji.label')}
        aria-expanded={panel === 'emoji'}
        onClick={() => setPanel(panel === 'emoji' ? undefined : 'emoji')}
      >
        <IconMoodSmile size={18} stroke={1.6} aria-hidden />
      </IconButton>
      <IconButton
        {...commandOf('canned.label')}
        label={t('canned.label')}
        keys={`/ · ${modifier}+/`}
        aria-expanded={panel === 'canned'}
        onClick={() => setPanel(panel === 'canned' ? undefined : 'canned')}
      >
        <IconMessage2Bolt size={18} stroke={1.6} aria-hidden />
      </IconButton>
    </>
  );

  return (
    <div className={styles.reply} data-wide={wide || undefined}>
      {question}
      <RouteHead view={view} option={option} />
      {wide && option?.capabilities.subject && <MailFields view={view} option={option} />}
      {replyToItemId !== undefined && (
        <QuoteChip itemId={replyToItemId} onRemove={() => edit('reply', view.id, { replyToItemId: undefined })} />
      )}
      <div className={styles.text}>
        <MarkedField
          name="reply"
          label={t('composer.reply')}
          placeholder={t('composer.replyPlaceholder')}
          wide={wide}
          source={source}
          editor={editor}
          allowed={allowed}
          signs="/:"
          onChange={(content) => {
            edit('reply', view.id, content);
            // In a group nobody is told: the chat that would be shown it is their own.
            if (option && option === usual) tellTyping(view.id, option, content.text);
          }}
          onSelected={(marks) => active.current?.(marks)}
          onTrigger={onTrigger}
          onKey={onKey}
          onFiles={(brought) => bringFiles(view, option, brought, editor)}
          onSubmit={() => submit()}
          onLeave={focusList}
          onFocus={() => setComposing('reply')}
          onBlur={flushDrafts}
        />
        {!wide && attach}
        {!wide && something && (
          <Button size="compact-xs" disabled={!option?.allowed} onClick={() => submit()}>
            {t('composer.send')}
          </Button>
        )}
      </div>
      {wide && option?.capabilities.subject && <SignatureLine customerId={view.id} />}
      {files.length > 0 && (
        <StagedFiles files={files} option={option} onChange={(changed) => edit('reply', view.id, { files: changed })} />
      )}
      {wide && buttons !== undefined && option?.capabilities.buttons && (
        <MessageButtons value={buttons} onChange={(changed) => edit('reply', view.id, { buttons: changed })} />
      )}
      {wide && formatting && (
        <FormatBar
          editor={editor}
          allowed={allowed}
          channelKind={option?.channelKind}
          active={active}
          linking={linking}
          onLinking={setLinking}
        />
      )}
      {wide && <SendBar view={view} option={option} tools={tools} onSend={submit} />}
      {wide && (asked || panel === 'canned') && (
        <CannedPanel
          view={view}
          channelName={option?.channelName}
          query={panel === 'canned' ? undefined : asked?.query}
          keys={keys}
          onPick={onPick}
          onClose={() => (panel === 'canned' ? closePanel() : dismiss())}
        />
      )}
      {wide && panel === undefined && emojiAsked && (
        <EmojiOffers asked={emojiAsked} editor={editor} keys={keys} onClose={dismiss} />
      )}
      {wide && panel === 'emoji' && (
        <EmojiPanel
          onPick={(emoji, stay) => {
            const at = editor.current?.view.state.selection;
            if (at) editor.current?.view.dispatch(editor.current.view.state.tr.insertText(emoji));
            if (!stay) closePanel();
          }}
          onClose={closePanel}
        />
      )}
    </div>
  );
}

/** Ctrl+Z in an empty reply takes back what has just been sent from here. Answers whether there was anything. */
function takeBackLast(view: WritingView): boolean {
  const app = useApp.getState();
  const last = app.undoable.findLast(({ customerId }) => customerId === view.id);
  const held = view.held.find(({ id }) => id === last?.heldId);
  if (!held || hasContent(app.editors[editorKey('reply', view.id)] ?? emptyEditor)) return false;
  app.recall(view.id, held).catch((caught: unknown) => showError(caught, i18next.t('held.gone')));
  return true;
}

/** Ctrl+K links words; without any it is the program's own search. */
function canLink(editor: Editor | null, allowed: ReadonlySet<TextMarkType>): boolean {
  return editor !== null && allowed.has('link') && !editor.view.state.selection.empty;
}
