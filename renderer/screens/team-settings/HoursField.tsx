import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkingHours } from '../../../shared/model/index.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconTrash } from '../../components/icons.ts';
import { HoursDialog } from './HoursDialog.tsx';
import { usualHours } from './hours.ts';
import styles from './TeamSection.module.css';
import { hoursWords } from './words.ts';

type Props = {
  hours: WorkingHours | undefined;
  none?: string;
  /** What holds once they are removed. */
  clearHint: string;
  onChange: (hours: WorkingHours | undefined) => void;
};

/** Working hours in words, and the ways to change and to remove them. */
export function HoursField({ hours, none, clearHint, onChange }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'change' | 'clear'>();
  const close = (): void => setOpen(undefined);
  return (
    <div className={styles.hours}>
      <span>{hours ? hoursWords(hours) : (none ?? t('teamSettings.hours.none'))}</span>
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => setOpen('change')}>
          {t(hours ? 'teamSettings.hours.change' : 'teamSettings.hours.set')}
        </Button>
        {hours && (
          <IconButton label={t('teamSettings.hours.clear')} onClick={() => setOpen('clear')}>
            <IconTrash size={16} stroke={1.6} aria-hidden />
          </IconButton>
        )}
      </div>
      {open === 'change' && (
        <HoursDialog
          initial={hours ?? usualHours(Intl.DateTimeFormat().resolvedOptions().timeZone)}
          onSave={onChange}
          onClose={close}
        />
      )}
      {open === 'clear' && (
        <ConfirmDialog
          title={t('teamSettings.hours.clearTitle')}
          action={t('action.remove')}
          color="red"
          onConfirm={() => onChange(undefined)}
          onClose={close}
        >
          {clearHint}
        </ConfirmDialog>
      )}
    </div>
  );
}
