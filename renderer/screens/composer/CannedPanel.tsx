import i18next from 'i18next';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CannedLanguage, CannedReply } from '../../../shared/contract/api.ts';
import type { Tag } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { MarkedText } from '../../components/marked/MarkedText.tsx';
import { useApp } from '../../state/store.ts';
import type { WritingView } from '../../state/writing-view.ts';
import type { Content } from './MarkedField.tsx';
import styles from './Panel.module.css';
import { sequelWords } from './sequel-words.ts';
import { type ListKeys, useListKeys } from './use-list-keys.ts';
import { languageOf, lastWords, writtenFor } from './variables.ts';

type Props = {
  view: WritingView;
  channelName: string | undefined;
  /** What was typed after `/`; absent when the panel has a field of its own. */
  query: string | undefined;
  keys: RefObject<ListKeys | null>;
  onPick: (content: Content, canned: CannedReply) => void;
  onClose: () => void;
};

const shown = 30;
const languages: readonly CannedLanguage[] = ['ru', 'en'];
const nothing = () => undefined;

/** Canned replies as they would be written here, filtered as one types, with the chosen one in full beside. */
export function CannedPanel({ view, channelName, query, keys, onPick, onClose }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<{ asked: string; items: readonly CannedReply[] }>();
  /** Enter was pressed before the list for what was typed had come: its first line is meant. */
  const hasty = useRef(false);
  const agentName = useApp((state) => state.workspace?.me.name ?? '');
  const theirs = useApp((state) => lastWords(state.person?.timeline.items ?? []));
  const [language, setLanguage] = useState<CannedLanguage>(() => languageOf(theirs, i18next.language === 'ru' ? 'ru' : 'en'));
  const tags = useApp((state) => state.workspace?.tags ?? noTags);
  const list = useRef<HTMLDivElement>(null);
  const asked = query ?? typed;

  useEffect(() => {
    let current = true;
    call('canned.find', { query: asked, limit: shown }).then(
      (items) => current && setFound({ asked, items }),
      () => current && setFound({ asked, items: noItems }),
    );
    return () => {
      current = false;
    };
  }, [asked]);

  const items = found?.items ?? noItems;
  const written = (canned: CannedReply): Content => writtenFor(canned, language, { view, agentName, channelName }, Date.now());
  const pick = (canned: CannedReply): void => {
    if (found?.asked === asked) onPick(written(canned), canned);
    else hasty.current = true;
  };
  const { at, choose } = useListKeys(
    { items, onPick: pick, onClose, onEarly: found?.asked === asked ? undefined : () => (hasty.current = true) },
    keys,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list has come, and before another Enter can take it too
  useLayoutEffect(() => {
    const [first] = items;
    if (hasty.current && first) onPick(written(first), first);
    hasty.current = false;
  }, [found]);
  const chosen = items[at];
  const preview = chosen && written(chosen);
  const also = sequelWords(chosen?.sequel, tags);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the chosen one
  useEffect(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [at, items]);

  return (
    <div className={styles.panel}>
      {query === undefined && (
        <input
          className={styles.search}
          // biome-ignore lint/a11y/noAutofocus: the panel was asked for to search in it
          autoFocus
          type="search"
          aria-label={t('canned.search')}
          placeholder={t('canned.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (keys.current?.(event.nativeEvent)) event.stopPropagation();
          }}
        />
      )}
      {found && items.length === 0 && <p className={styles.none}>{t(asked === '' ? 'canned.empty' : 'canned.none')}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keyboard stays where the list was asked for */}
      <div className={styles.both} hidden={items.length === 0} onMouseDown={(event) => event.preventDefault()}>
        <div ref={list} className={styles.list} role="listbox" aria-label={t('canned.label')} tabIndex={-1}>
          {items.map((canned, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are pressed in the field that has the focus
            <div
              key={canned.id}
              className={styles.option}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseMove={() => index !== at && choose(index)}
              onClick={() => pick(canned)}
            >
              <strong>{canned.title}</strong>
              {canned.shortcut && <span>/{canned.shortcut}</span>}
            </div>
          ))}
        </div>
        {chosen && preview && (
          <div className={styles.preview}>
            <div className={styles.words}>
              <MarkedText text={preview.text} marks={preview.marks} onOpen={nothing} />
            </div>
            <div className={styles.foot}>
              <span>{also === '' ? '' : t('canned.also', { what: also })}</span>
              {chosen.variants.ru && chosen.variants.en && (
                <span className={styles.languages}>
                  {languages.map((each) => (
                    <button key={each} type="button" aria-pressed={each === language} onClick={() => setLanguage(each)}>
                      {t(`canned.language.${each}`)}
                    </button>
                  ))}
                </span>
              )}
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

const noItems: readonly CannedReply[] = [];
const noTags: readonly Tag[] = [];
