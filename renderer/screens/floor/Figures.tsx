import { useTranslation } from 'react-i18next';
import { useNow } from '../../components/use-now.ts';
import { brief } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import styles from './Figures.module.css';

/** Four figures: how it stands in one glance. */
export function Figures() {
  const { t } = useTranslation();
  const now = useNow();
  const floor = useApp((state) => state.floor);
  if (!floor) return null;
  const { waiting, longestWaitingSince, atRisk, late, onCalls } = floor;
  const figures = [
    { key: 'waiting', value: String(waiting), mood: undefined },
    { key: 'longestOfAll', value: longestWaitingSince === undefined ? '–' : brief(now - longestWaitingSince), mood: undefined },
    {
      key: 'risk',
      value: String(atRisk + late),
      mood: late > 0 ? 'late' : atRisk > 0 ? 'near' : undefined,
      more: late > 0 ? t('floor.ofThemLate', { count: late }) : undefined,
    },
    { key: 'onCalls', value: String(onCalls), mood: undefined },
  ] as const;
  return (
    <dl className={styles.figures}>
      {figures.map((figure) => (
        <div key={figure.key} data-mood={figure.mood}>
          <dt>{t(`floor.figure.${figure.key}`)}</dt>
          <dd>
            {figure.value}
            {'more' in figure && figure.more && <small>{figure.more}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
