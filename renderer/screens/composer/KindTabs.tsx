import { useTranslation } from 'react-i18next';
import type { CustomerId } from '../../../shared/model/index.ts';
import { type DraftKind, editorKey } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import { focusEditor } from '../focus.ts';
import { useShownKey } from '../shortcuts/keys.ts';
import styles from './KindTabs.module.css';

/** Which of the editors is open wide. What is passed on has a tab while it is being written. */
export function KindTabs({ customerId }: { customerId: CustomerId }) {
  const { t } = useTranslation();
  const keys = { reply: useShownKey('reply'), note: useShownKey('note'), forward: '' };
  const passingOn = useApp((state) => state.editors[editorKey('forward', customerId)]?.forward !== undefined);
  const kinds: readonly DraftKind[] = passingOn ? ['reply', 'note', 'forward'] : ['reply', 'note'];
  const composing = useApp((state) => state.composing);
  return (
    <div
      className={styles.tabs}
      role="tablist"
      aria-label={t('composer.label')}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
        const to = step && kinds[(kinds.indexOf(composing) + step + kinds.length) % kinds.length];
        if (to) focusEditor(to);
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
          title={[t(`composer.${kind}`), keys[kind]].filter(Boolean).join(' · ')}
          onClick={() => focusEditor(kind)}
        >
          {t(`composer.${kind}`)}
        </button>
      ))}
    </div>
  );
}
