import { useTranslation } from 'react-i18next';
import { Delayed } from './Delayed.tsx';
import styles from './Skeleton.module.css';

/** Lines that stand for what is being read; `rows` of two lines each. */
export function Skeleton({ rows, height = 60 }: { rows: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <Delayed>
      <div className={styles.skeleton} role="progressbar" aria-label={t('state.loading')}>
        {Array.from({ length: rows }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
          <div key={index} className={styles.row} style={{ height }}>
            <span className={styles.line} style={{ width: `${38 + ((index * 29) % 30)}%` }} />
            <span className={styles.line} style={{ width: `${58 + ((index * 17) % 34)}%` }} />
          </div>
        ))}
      </div>
    </Delayed>
  );
}
