import { useTranslation } from 'react-i18next';
import { useApp } from '../../state/store.ts';
import styles from './PhonePanel.module.css';

/** How loud the microphone hears. */
export function LevelMeter() {
  const { t } = useTranslation();
  const level = useApp((state) => state.phoneLevel);
  const percent = Math.round(level * 100);
  return (
    <meter className={styles.meter} aria-label={t('phone.sound.level')} min={0} max={100} value={percent}>
      {`${percent} %`}
    </meter>
  );
}
