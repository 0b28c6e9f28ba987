import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { TextMark, TextMarkType } from '../../../shared/model/index.ts';
import { fileUrl } from '../../bridge/desktop.ts';
import { createEditor, type Editor } from '../../editor/editor.ts';
import type { Trigger } from '../../editor/triggers.ts';
import { sameText } from '../../state/drafts.ts';
import styles from './MarkedField.module.css';
import { unfilledPlaces } from './variables.ts';

export type Content = { text: string; marks: TextMark[] };
/** Where a text is kept while it is written. */
export type Source = { read(): Content; subscribe(listener: () => void): () => void };

type Props = {
  /** What the field is found by when it is to have the focus. */
  name: string;
  label: string;
  placeholder: string;
  wide: boolean;
  source: Source;
  onChange: (content: Content) => void;
  allowed: ReadonlySet<TextMarkType>;
  /** Signs that ask for a list: `/`, `@`, `:`. */
  signs?: string;
  editor: RefObject<Editor | null>;
  onSelected?: (active: Set<TextMarkType>) => void;
  onTrigger?: (trigger: Trigger | undefined) => void;
  /** First look at a key, for lists that stand open. */
  onKey?: (event: KeyboardEvent) => boolean;
  onFiles?: (files: File[]) => boolean;
  onSubmit: () => void;
  onLeave: () => void;
  onFocus?: () => void;
  onBlur?: () => void;
};

/** In a text longer than this (places of the document) what is typed is read out at the next pause only; ms. */
const long = 6_000;
const pauseMs = 120;

/** The field a person writes in. What is typed goes straight into the page; React is told of it and draws nothing of it anew. */
export function MarkedField(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    const { source, editor: handle } = latest.current;
    if (!place.current) return;
    let known = source.read();
    let unread: (() => Content) | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function readOut(): void {
      const read = unread;
      if (!read) return;
      unread = undefined;
      clearTimeout(timer);
      known = read();
      latest.current.onChange(known);
    }
    const editor = createEditor(place.current, known, () => ({
      label: latest.current.label,
      placeholder: latest.current.placeholder,
      attributes: { 'data-editor': latest.current.name },
      allowed: latest.current.allowed,
      signs: latest.current.signs ?? '',
      imageUrl: fileUrl,
      notable: unfilledPlaces,
      changed: (content) => {
        unread = content;
        clearTimeout(timer);
        if (editor.view.state.doc.content.size < long) readOut();
        else timer = setTimeout(readOut, pauseMs);
      },
      selected: (active) => latest.current.onSelected?.(active),
      triggered: (trigger) => latest.current.onTrigger?.(trigger),
      pressed,
      brought: (files) => latest.current.onFiles?.(files) ?? false,
    }));
    handle.current = editor;
    const { dom } = editor.view;
    dom.addEventListener('focus', () => latest.current.onFocus?.());
    dom.addEventListener('blur', () => {
      readOut();
      latest.current.onBlur?.();
    });
    window.addEventListener('pagehide', readOut, { capture: true });
    const stop = source.subscribe(() => {
      const now = source.read();
      if (unread || (now.text === known.text && now.marks === known.marks)) return;
      const same = sameText(now, known);
      known = now;
      if (!same) editor.replace(now);
    });
    function pressed(event: KeyboardEvent): boolean {
      const { onKey, onSubmit, onLeave } = latest.current;
      if (event.isComposing || onKey?.(event)) return !event.isComposing;
      if ((event.ctrlKey || event.metaKey) && (event.code === 'Enter' || event.code === 'NumpadEnter')) {
        readOut();
        onSubmit();
      } else if (event.code === 'Escape') onLeave();
      else return false;
      event.preventDefault();
      return true;
    }
    return () => {
      readOut();
      stop();
      window.removeEventListener('pagehide', readOut, { capture: true });
      handle.current = null;
      editor.destroy();
    };
  }, []);

  return <div ref={place} className={styles.place} data-wide={props.wide || undefined} />;
}
