import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import panel from '../Panel.module.css';
import styles from './EmojiPanel.module.css';
import { type Emoji, emojiGroups, findEmoji, readRecent, rememberRecent } from './find-emoji.ts';
import { loadEmoji } from './load-emoji.ts';

const columns = 9;

type Group = { name: string; emoji: readonly Pick<Emoji, 'emoji'>[] };

/** Emoji by groups, the recent ones first, found by words in Russian and English. Enter writes one and closes; Shift+Enter stays. */
export function EmojiPanel({ onPick, onClose }: { onPick: (emoji: string, stay: boolean) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [all, setAll] = useState<readonly Emoji[]>([]);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void loadEmoji().then(setAll);
  }, []);
  const [recent] = useState(readRecent);

  const groups = useMemo((): Group[] => {
    if (typed.trim() !== '') return [{ name: t('emoji.found'), emoji: findEmoji(all, typed) }];
    const used = recent.map((emoji) => ({ emoji }));
    return [
      ...(used.length > 0 && all.length > 0 ? [{ name: t('emoji.recent'), emoji: used }] : []),
      ...emojiGroups.map(({ group, name }) => ({
        name: t(`emoji.group.${name}`),
        emoji: all.filter((one) => one.group === group),
      })),
    ];
  }, [all, typed, recent, t]);
  const flat = useMemo(() => groups.flatMap(({ emoji }) => emoji), [groups]);

  function pick(emoji: string | undefined, stay: boolean): void {
    if (emoji === undefined) return;
    rememberRecent(emoji);
    onPick(emoji, stay);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
    const step = steps[event.code];
    const insideWord = typed !== '' && (event.code === 'ArrowLeft' || event.code === 'ArrowRight') && at === 0;
    if (event.code === 'Escape') onClose();
    else if (event.code === 'Enter' || event.code === 'NumpadEnter') pick(flat[at]?.emoji, event.shiftKey);
    else if (step !== undefined && !insideWord) {
      const next = Math.max(0, Math.min(flat.length - 1, at + step));
      setAt(next);
      grid.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  let index = -1;
  return (
    <div className={panel.panel} data-narrow style={{ width: 360 }} role="dialog" aria-label={t('emoji.label')}>
      <input
        className={panel.search}
        // biome-ignore lint/a11y/noAutofocus: the panel was asked for to search in it
        autoFocus
        type="search"
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={grid} className={styles.grid}>
        {flat.length === 0 && all.length > 0 && <p className={panel.none}>{t('emoji.none')}</p>}
        {groups.map(({ name, emoji }) => (
          <section key={name} className={styles.group} aria-label={name} data-group={name}>
            {emoji.length > 0 && <h3>{name}</h3>}
            <div className={styles.row}>
              {emoji.map((one) => {
                index += 1;
                const own = index;
                return (
                  <button
                    key={one.emoji}
                    type="button"
                    tabIndex={-1}
                    data-index={own}
                    data-at={own === at || undefined}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={(event) => pick(one.emoji, event.shiftKey)}
                  >
                    {one.emoji}
                  </button>
                );
              })}
            </div>
          </section>
        ))}
      </div>
      {typed === '' && (
        <div className={styles.groups}>
          {emojiGroups.map(({ name, face }) => (
            <button
              key={name}
              type="button"
              aria-label={t(`emoji.group.${name}`)}
              title={t(`emoji.group.${name}`)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => grid.current?.querySelector(`[data-group="${t(`emoji.group.${name}`)}"]`)?.scrollIntoView()}
            >
              {face}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
