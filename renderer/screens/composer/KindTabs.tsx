import { useTranslation } from 'react-i18next';
import type { DraftKind } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import { focusEditor } from '../focus.ts';
import { useShownKey } from '../shortcuts/keys.ts';
import styles from './KindTabs.module.css';

const kinds: readonly DraftKind[] = ['reply', 'note'];

/** Which of the two editors is open wide. */
export function KindTabs() {
  const { t } = useTranslation();
  const keys = { reply: useShownKey('reply'), note: useShownKey('note') };
  const composing = useApp((state) => state.composing);
  return (
    <div
      className={styles.tabs}
      role="tablist"
      aria-label={t('composer.label')}
      onKeyDown={(event) => {
        if (event.code === 'ArrowRight' || event.code === 'ArrowLeft') focusEditor(composing === 'reply' ? 'note' : 'reply');
      }}
    >
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          role="tab"
          className={styles.tab}
          data-kind={kind}
          aria-selected={composing === kind}
          tabIndex={composing === kind ? 0 : -1}
          title={`${t(`composer.${kind}`)} · ${keys[kind]}`}
          onClick={() => focusEditor(kind)}
        >
          {t(`composer.${kind}`)}
        </button>
      ))}
    </div>
  );
}
