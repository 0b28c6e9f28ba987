import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkingHours } from '../../../shared/model/index.ts';
import { HoursDialog } from './HoursDialog.tsx';
import { usualHours } from './hours.ts';
import styles from './TeamSection.module.css';
import { hoursWords } from './words.ts';

type Props = { hours: WorkingHours | undefined; none?: string; onChange: (hours: WorkingHours) => void };

/** Working hours in words, and the way to change them. */
export function HoursField({ hours, none, onChange }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.hours}>
      <span>{hours ? hoursWords(hours) : (none ?? t('teamSettings.hours.none'))}</span>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(hours ? 'teamSettings.hours.change' : 'teamSettings.hours.set')}
      </Button>
      {open && (
        <HoursDialog
          initial={hours ?? usualHours(Intl.DateTimeFormat().resolvedOptions().timeZone)}
          onSave={onChange}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
