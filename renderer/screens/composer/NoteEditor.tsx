import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextMarkType } from '../../../shared/model/index.ts';
import { IconLock } from '../../components/icons.ts';
import type { Editor } from '../../editor/editor.ts';
import { editorKey, emptyEditor } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import type { WritingView } from '../../state/writing-view.ts';
import { showError } from '../feedback.tsx';
import { focusEditor, focusList } from '../focus.ts';
import { sendKeys } from '../shortcuts/keys.ts';
import { DraftMark } from './DraftMark.tsx';
import { draftSource } from './draft-source.ts';
import { EmojiOffers } from './emoji/EmojiOffers.tsx';
import { FormatBar } from './FormatBar.tsx';
import { FormatButton } from './FormatButton.tsx';
import { noteMarks } from './formatting.ts';
import { MarkedField } from './MarkedField.tsx';
import { MentionPanel } from './MentionPanel.tsx';
import styles from './NoteEditor.module.css';
import type { ListKeys } from './use-list-keys.ts';
import { useTrigger } from './use-trigger.ts';
import { useWide } from './use-wide.ts';

/** The note: warm, locked, and with a button of its own, so that nobody mistakes it for a reply. */
export function NoteEditor({ view }: { view: WritingView }) {
  const { t } = useTranslation();
  const key = editorKey('note', view.id);
  const ready = useApp((state) => (state.editors[key] ?? emptyEditor).text.trim() !== '');
  const wide = useWide('note');
  const edit = useApp((state) => state.edit);
  const addNote = useApp((state) => state.addNote);
  const setComposing = useApp((state) => state.setComposing);
  const flushDrafts = useApp((state) => state.flushDrafts);
  const editor = useRef<Editor>(null);
  const active = useRef<(marks: Set<TextMarkType>) => void>(null);
  const keys = useRef<ListKeys | null>(null);
  const { trigger, onTrigger, dismiss } = useTrigger();
  const formatting = useApp((state) => state.formatBar);
  const setFormatting = useApp((state) => state.setFormatBar);
  const [linking, setLinking] = useState(false);
  const source = useMemo(() => draftSource('note', view.id), [view.id]);

  function submit(): void {
    if (source.read().text.trim() === '') return;
    addNote(view.id).catch((caught: unknown) => showError(caught, t('composer.noteFailed')));
    focusEditor('note');
  }
  function onKey(event: KeyboardEvent): boolean {
    if (keys.current?.(event)) return true;
    const link =
      (event.ctrlKey || event.metaKey) && event.code === 'KeyK' && editor.current?.view.state.selection.empty === false;
    if (!link) return false;
    setFormatting(true);
    setLinking(true);
    event.preventDefault();
    return true;
  }

  return (
    <div className={styles.note} data-wide={wide || undefined}>
      <div className={styles.text}>
        <IconLock className={styles.lock} size={14} stroke={1.8} aria-hidden />
        <MarkedField
          name="note"
          label={t('composer.note')}
          placeholder={t('composer.notePlaceholder')}
          wide={wide}
          source={source}
          editor={editor}
          allowed={noteMarks}
          signs="@:"
          onChange={(content) => edit('note', view.id, content)}
          onSelected={(marks) => active.current?.(marks)}
          onTrigger={onTrigger}
          onKey={onKey}
          onSubmit={submit}
          onLeave={focusList}
          onFocus={() => setComposing('note')}
          onBlur={flushDrafts}
        />
        {!wide && ready && (
          <Button size="compact-xs" variant="default" onClick={submit}>
            {t('composer.addNote')}
          </Button>
        )}
      </div>
      {wide && formatting && (
        <FormatBar editor={editor} allowed={noteMarks} active={active} linking={linking} onLinking={setLinking} />
      )}
      {wide && (
        <div className={styles.foot}>
          <FormatButton open={formatting} onToggle={setFormatting} />
          <span className={styles.gap} />
          <NoteMark customerId={view.id} />
          <span className={styles.keys}>{sendKeys}</span>
          <Button size="xs" variant="default" disabled={!ready} onClick={submit}>
            {t('composer.addNote')}
          </Button>
        </div>
      )}
      {wide && trigger?.sign === '@' && (
        <MentionPanel
          agents={view.agents}
          query={trigger.query}
          keys={keys}
          onPick={({ id, name }) => editor.current?.insertMention({ agentId: id, label: name }, trigger)}
          onClose={dismiss}
        />
      )}
      {wide && trigger?.sign === ':' && <EmojiOffers asked={trigger} editor={editor} keys={keys} onClose={dismiss} />}
    </div>
  );
}

function NoteMark({ customerId }: { customerId: WritingView['id'] }) {
  const editor = useApp((state) => state.editors[editorKey('note', customerId)] ?? emptyEditor);
  return <DraftMark editor={editor} />;
}
