import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPin, IconPinnedOff } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { useView } from '../../state/use-view.ts';
import { pin } from '../timeline/actions.ts';
import styles from './Pinned.module.css';

/** What colleagues have put before everybody's eyes; each leads to its place on the timeline. */
export function Pinned() {
  const { t } = useTranslation();
  const now = useNow();
  const view = useView('id', 'pinned');
  if (!view || view.pinned.length === 0) return null;
  return (
    <section className={styles.pinned}>
      <h3>{t('customer.pinned')}</h3>
      <ul aria-label={t('customer.pinned')}>
        {view.pinned.map(({ itemId, text, pinned }) => (
          <li key={itemId}>
            <IconPin size={14} stroke={1.8} aria-hidden />
            <button type="button" className={styles.what} onClick={() => void useApp.getState().openCustomer(view.id, itemId)}>
              <span className={styles.text}>{text}</span>
              <span className={styles.by}>
                {moment(pinned.at, now)} · {pinned.agentName}
              </span>
            </button>
            <IconButton label={t('timeline.unpin')} onClick={() => void pin({ id: itemId }, false)}>
              <IconPinnedOff size={16} stroke={1.8} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
