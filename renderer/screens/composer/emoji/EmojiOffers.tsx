import i18next from 'i18next';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../../../editor/editor.ts';
import type { Trigger } from '../../../editor/triggers.ts';
import styles from '../Panel.module.css';
import { type ListKeys, useListKeys } from '../use-list-keys.ts';
import { type Emoji, offeredEmoji, readRecent, rememberRecent } from './find-emoji.ts';
import { loadEmoji } from './load-emoji.ts';

type Props = {
  /** What was typed from `:` on. */
  asked: Trigger;
  editor: RefObject<Editor | null>;
  keys: RefObject<ListKeys | null>;
  onClose: () => void;
};

const none: readonly Emoji[] = [];

/** Emoji whose words begin with what was typed after `:`, in either language. Where there is none, nothing stands in the way. */
export function EmojiOffers({ asked, editor, keys, onClose }: Props) {
  const [all, setAll] = useState(none);
  const [recent] = useState(readRecent);
  useEffect(() => {
    void loadEmoji().then(setAll);
  }, []);
  const items = useMemo(() => offeredEmoji(all, asked.query, recent), [all, asked.query, recent]);
  if (items.length === 0) return null;
  function write({ emoji }: Emoji): void {
    const view = editor.current?.view;
    if (!view) return;
    rememberRecent(emoji);
    view.dispatch(view.state.tr.insertText(emoji, asked.from, asked.to).scrollIntoView());
    view.focus();
  }
  return <Offers items={items} keys={keys} onPick={write} onClose={onClose} />;
}

type OffersProps = Pick<Props, 'keys' | 'onClose'> & { items: readonly Emoji[]; onPick: (emoji: Emoji) => void };

/** In a low window the panel stands below the text, and the text scrolls. */
const inSight = (panel: HTMLElement | null): void => panel?.scrollIntoView({ block: 'nearest' });

function Offers({ items, keys, onPick, onClose }: OffersProps) {
  const { t } = useTranslation();
  const { at, choose } = useListKeys({ items, onPick, onClose }, keys);
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the chosen one
  useEffect(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [at, items]);
  const language = i18next.language === 'ru' ? 'ru' : 'en';
  return (
    <div ref={inSight} className={styles.panel} data-narrow style={{ width: 320 }}>
      <div
        ref={list}
        className={styles.list}
        role="listbox"
        aria-label={t('emoji.label')}
        tabIndex={-1}
        onMouseDown={(event) => event.preventDefault()}
      >
        {items.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are pressed in the editor
          <div
            key={one.emoji}
            className={styles.option}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseMove={() => index !== at && choose(index)}
            onClick={() => onPick(one)}
          >
            <b aria-hidden>{one.emoji}</b>
            <strong>{one.names[language]}</strong>
          </div>
        ))}
      </div>
    </div>
  );
}
