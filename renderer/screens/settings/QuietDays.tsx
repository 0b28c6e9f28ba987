import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { timeLocale } from '../../i18n/time.ts';
import styles from './NoticesSection.module.css';

/** As `Date.getDay` counts them; both languages begin their week on Monday. */
const week = [1, 2, 3, 4, 5, 6, 0] as const;

/** `Mon`, `Monday`. The 1st of February 2026 is a Sunday. */
function dayName(day: number, style: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(timeLocale(), { weekday: style }).format(new Date(2026, 1, 1 + day));
}

/** Which days are quiet from midnight to midnight. */
export function QuietDays({ days, onChange }: { days: readonly number[]; onChange: (days: number[]) => void }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a line cannot stand beside its legend
    <div role="group" aria-label={t('notices.quietDays')} className={styles.days} data-setting="quietDays">
      <span>{t('notices.quietDays')}</span>
      {week.map((day) => (
        <Checkbox
          key={day}
          label={dayName(day, 'short')}
          aria-label={dayName(day, 'long')}
          checked={days.includes(day)}
          onChange={(event) => onChange(event.currentTarget.checked ? [...days, day] : days.filter((each) => each !== day))}
        />
      ))}
    </div>
  );
}
