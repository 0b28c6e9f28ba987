import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../state/store.ts';
import styles from './Tour.module.css';

/** Where nobody is open yet, and until it was taken or declined: the tour is offered, and nothing waits for the answer. */
export function TourOffer() {
  const { t } = useTranslation();
  const offered = useApp((state) => !state.tourSeen);
  const { startTour, endTour } = useApp.getState();
  if (!offered) return null;
  return (
    <div className={styles.offer}>
      <p>{t('tour.offer')}</p>
      <Button size="compact-sm" variant="default" onClick={startTour}>
        {t('tour.take')}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={endTour}>
        {t('tour.notNow')}
      </Button>
    </div>
  );
}
