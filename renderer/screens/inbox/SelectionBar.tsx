import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconCircleCheck, IconClock, IconTag, IconUser, IconX } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { resolveOrAsk } from '../desk/acts.ts';
import { useShownKey } from '../shortcuts/keys.ts';
import styles from './SelectionBar.module.css';

/**
 * What can be done with everybody who is picked, in the place of the order of the list: by the icons that these have everywhere, for
 * four words of Russian are wider than the list.
 */
export function SelectionBar() {
  const { t } = useTranslation();
  const count = useApp((state) => state.chosen.size);
  const ask = useApp((state) => state.ask);
  const clearChosen = useApp((state) => state.clearChosen);
  const acts = [
    { name: t('desk.reassign'), keys: useShownKey('assign'), Icon: IconUser, run: () => ask('reassign') },
    { name: t('desk.tag'), keys: useShownKey('tag'), Icon: IconTag, run: () => ask('tag') },
    { name: t('desk.snooze'), keys: useShownKey('snooze'), Icon: IconClock, run: () => ask('snooze') },
    { name: t('desk.resolve'), keys: useShownKey('resolve'), Icon: IconCircleCheck, run: resolveOrAsk },
  ];
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('desk.selection')}>
      <IconButton label={t('desk.clear')} keys="Esc" onClick={clearChosen}>
        <IconX size={16} stroke={1.6} aria-hidden />
      </IconButton>
      <span className={styles.count} role="status">
        {t('desk.chosen', { count })}
      </span>
      {acts.map(({ name, keys, Icon, run }) => (
        <IconButton key={name} label={name} keys={keys} onClick={run}>
          <Icon size={18} stroke={1.6} aria-hidden />
        </IconButton>
      ))}
    </div>
  );
}
