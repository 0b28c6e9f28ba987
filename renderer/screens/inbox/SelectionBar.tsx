import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconX } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { resolveOrAsk } from '../desk/acts.ts';
import styles from './SelectionBar.module.css';

/** What can be done with everybody who is picked, in the place of the order of the list. */
export function SelectionBar() {
  const { t } = useTranslation();
  const count = useApp((state) => state.chosen.size);
  const ask = useApp((state) => state.ask);
  const clearChosen = useApp((state) => state.clearChosen);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('desk.selection')}>
      <span className={styles.count} role="status">
        {t('desk.chosen', { count })}
      </span>
      <button type="button" onClick={() => ask('reassign')}>
        {t('desk.reassign')}
      </button>
      <button type="button" onClick={() => ask('tag')}>
        {t('desk.tag')}
      </button>
      <button type="button" onClick={() => ask('snooze')}>
        {t('desk.snooze')}
      </button>
      <button type="button" onClick={resolveOrAsk}>
        {t('desk.resolve')}
      </button>
      <IconButton label={t('desk.clear')} keys="Esc" onClick={clearChosen}>
        <IconX size={16} stroke={1.6} aria-hidden />
      </IconButton>
    </div>
  );
}
