import { Button } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelKind, TextMarkType } from '../../../shared/model/index.ts';
import { IconButton } from '../../components/IconButton.tsx';
import {
  IconBlockquote,
  IconBold,
  IconClearFormatting,
  IconCode,
  IconEyeOff,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconSourceCode,
  IconStrikethrough,
  IconUnderline,
} from '../../components/icons.ts';
import { activeMarks, clearFormatting, type Formatting, linkAt, setLink, toggle } from '../../editor/commands.ts';
import type { Editor } from '../../editor/editor.ts';
import { linkTarget } from '../../editor/pasted.ts';
import { modifier } from '../shortcuts/keys.ts';
import styles from './FormatBar.module.css';
import { letterButtons, lineButtons, shownKeysOf } from './formatting.ts';

const icons: Record<Formatting, typeof IconBold> = {
  bold: IconBold,
  italic: IconItalic,
  underline: IconUnderline,
  strike: IconStrikethrough,
  code: IconCode,
  spoiler: IconEyeOff,
  bullet: IconList,
  number: IconListNumbers,
  quote: IconBlockquote,
  pre: IconSourceCode,
};

type Props = {
  editor: RefObject<Editor | null>;
  allowed: ReadonlySet<TextMarkType>;
  /** Whose limits these are; absent in a note. */
  channelKind?: ChannelKind | undefined;
  /** Told by the editor what stands at the caret. */
  active: RefObject<((active: Set<TextMarkType>) => void) | null>;
  linking: boolean;
  onLinking: (linking: boolean) => void;
};

/** The formatting that the chosen channel can show; the rest is there too and says why not. */
export function FormatBar({ editor, allowed, channelKind, active, linking, onLinking }: Props) {
  const { t } = useTranslation();
  const [on, setOn] = useState<ReadonlySet<TextMarkType>>(new Set());
  useEffect(() => {
    active.current = setOn;
    const view = editor.current?.view;
    if (view) setOn(activeMarks(view.state));
    return () => {
      active.current = null;
    };
  }, [active, editor]);

  if (linking) return <LinkBox editor={editor} onDone={() => onLinking(false)} />;

  const offered = (type: Formatting) => channelKind !== undefined || allowed.has(type);
  const button = (type: Formatting) => {
    const Icon = icons[type];
    const may = allowed.has(type);
    const name = t(`format.${type}`);
    const why = may || channelKind === undefined ? name : t('format.notHere', { name, channel: t(`channel.${channelKind}`) });
    return (
      <IconButton
        key={type}
        label={why}
        keys={may ? shownKeysOf(type) : undefined}
        aria-pressed={on.has(type)}
        aria-disabled={!may}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => may && editor.current?.run(toggle(type))}
      >
        <Icon size={16} stroke={1.7} aria-hidden />
      </IconButton>
    );
  };
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('format.label')}>
      {letterButtons.filter(offered).map(button)}
      {allowed.has('link') && (
        <IconButton
          label={t('format.link')}
          keys={`${modifier}+K`}
          aria-pressed={on.has('link')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onLinking(true)}
        >
          <IconLink size={16} stroke={1.7} aria-hidden />
        </IconButton>
      )}
      <span className={styles.line} />
      {lineButtons.filter(offered).map(button)}
      <span className={styles.line} />
      <IconButton
        label={t('format.clear')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => editor.current?.run(clearFormatting)}
      >
        <IconClearFormatting size={16} stroke={1.7} aria-hidden />
      </IconButton>
    </div>
  );
}

/** Where the selected words lead to. */
function LinkBox({ editor, onDone }: { editor: RefObject<Editor | null>; onDone: () => void }) {
  const { t } = useTranslation();
  const state = editor.current?.view.state;
  const there = state && linkAt(state);
  const [typed, setTyped] = useState(there?.url ?? '');
  const url = linkTarget(typed) ?? linkTarget(typed.includes('@') ? `mailto:${typed.trim()}` : `https://${typed.trim()}`);
  const wrong = typed.trim() !== '' && (url === undefined || !/[.:@]/.test(typed));

  function finish(change: boolean, to: string | undefined): void {
    onDone();
    if (change) editor.current?.run(setLink(to));
    else editor.current?.focus();
  }
  return (
    <form
      className={styles.bar}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) finish(true, typed.trim() === '' ? undefined : url);
      }}
    >
      <label className={styles.link}>
        <span>{t('format.linkTo')}</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: it was asked for, and the words stay selected behind it
          autoFocus
          type="text"
          value={typed}
          placeholder="https://"
          aria-invalid={wrong}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.code !== 'Escape') return;
            event.stopPropagation();
            finish(false, undefined);
          }}
        />
      </label>
      {there && (
        <Button size="compact-xs" variant="default" onClick={() => finish(true, undefined)}>
          {t('format.unlink')}
        </Button>
      )}
      <Button size="compact-xs" type="submit" disabled={wrong || typed.trim() === ''}>
        {t('format.linkSet')}
      </Button>
    </form>
  );
}
