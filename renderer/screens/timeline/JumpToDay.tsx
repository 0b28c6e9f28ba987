import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog.tsx';
import { timeLocale } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { toField } from '../desk/when.ts';
import styles from './LensMenu.module.css';

/** From which day on the timeline is shown. */
export function JumpToDay({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [day, setDay] = useState('');
  const at = new Date(`${day}T00:00`).getTime();
  const ready = !Number.isNaN(at) && at <= Date.now();
  return (
    <Dialog onClose={onClose} size={320} title={t('timeline.jump')}>
      <form
        className={styles.day}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          onClose();
          void useApp.getState().toMoment(at);
        }}
      >
        <input
          data-autofocus
          type="date"
          lang={timeLocale()}
          aria-label={t('timeline.jump')}
          value={day}
          max={toField(Date.now()).slice(0, 10)}
          onChange={(event) => setDay(event.target.value)}
        />
        <Button type="submit" disabled={!ready}>
          {t('action.open')}
        </Button>
      </form>
    </Dialog>
  );
}
