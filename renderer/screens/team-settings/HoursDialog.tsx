import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkingHours } from '../../../shared/model/index.ts';
import { Choice } from '../../components/Choice.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconArrowDown, IconPlus, IconX } from '../../components/icons.ts';
import { timeLocale } from '../../i18n/time.ts';
import { readSpans, spansText } from './hours.ts';
import styles from './TeamSection.module.css';
import { dayName } from './words.ts';

type Props = { initial: WorkingHours; onSave: (hours: WorkingHours) => void; onClose: () => void };
type Special = { id: number; date: string; text: string };

let ids = 0;

/** A week with its breaks, days that differ, and the clock they go by. Hours are typed: `9-13, 14-18`; nothing is a free day. */
export function HoursDialog({ initial, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [zone, setZone] = useState(initial.zone);
  const [week, setWeek] = useState(() => initial.week.map(spansText));
  const [special, setSpecial] = useState<Special[]>(() =>
    Object.entries(initial.days).map(([date, spans]) => ({ id: ids++, date, text: spansText(spans) })),
  );
  const wrong = t('teamSettings.hours.wrong');
  const read = week.map(readSpans);
  const days = special.map(({ date, text }) => ({ date, spans: readSpans(text) }));
  const ready = read.every((spans) => spans !== undefined) && days.every(({ date, spans }) => date !== '' && spans !== undefined);
  const zones = Intl.supportedValuesOf('timeZone');

  function save(): void {
    onClose();
    onSave({
      zone,
      week: read.map((spans) => spans ?? []),
      days: Object.fromEntries(days.map(({ date, spans }) => [date, spans ?? []])),
    });
  }

  return (
    <Dialog title={t('teamSettings.hours.title')} size={480} closeOnClickOutside={false} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          // React hands it on to the form this dialog was opened from, which is another's to send.
          event.stopPropagation();
          if (ready) save();
        }}
      >
        <p>{t('teamSettings.hours.hint')}</p>
        {week.map((text, day) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place in the week
          <div key={day} className={styles.day}>
            <span>{dayName(day, 'long')}</span>
            <TextInput
              aria-label={dayName(day, 'long')}
              placeholder={t('teamSettings.hours.free')}
              value={text}
              error={read[day] === undefined && wrong}
              onChange={(event) => setWeek(week.with(day, event.currentTarget.value))}
            />
            {day < 6 && (
              <IconButton
                label={t('teamSettings.hours.down', { day: dayName(day, 'long') })}
                onClick={() => setWeek(week.with(day + 1, text))}
              >
                <IconArrowDown size={14} stroke={1.8} aria-hidden />
              </IconButton>
            )}
          </div>
        ))}
        <div className={styles.field}>
          <span>{t('teamSettings.hours.specialDays')}</span>
          {special.map((each) => (
            <div key={each.id} className={styles.day}>
              <input
                type="date"
                lang={timeLocale()}
                aria-label={t('teamSettings.hours.date')}
                value={each.date}
                onChange={(event) =>
                  setSpecial(special.map((one) => (one.id === each.id ? { ...one, date: event.target.value } : one)))
                }
              />
              <TextInput
                aria-label={t('teamSettings.hours.onDate', { date: each.date })}
                placeholder={t('teamSettings.hours.holiday')}
                value={each.text}
                error={readSpans(each.text) === undefined && wrong}
                onChange={(event) => {
                  const text = event.currentTarget.value;
                  setSpecial(special.map((one) => (one.id === each.id ? { ...one, text } : one)));
                }}
              />
              <IconButton
                label={`${t('action.remove')} ${each.date}`}
                onClick={() => setSpecial(special.filter((one) => one.id !== each.id))}
              >
                <IconX size={14} stroke={1.8} aria-hidden />
              </IconButton>
            </div>
          ))}
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={14} stroke={2} />}
              onClick={() => setSpecial([...special, { id: ids++, date: '', text: '' }])}
            >
              {t('teamSettings.hours.addDay')}
            </Button>
          </div>
        </div>
        <div className={styles.field}>
          <span>{t('teamSettings.hours.zone')}</span>
          <Choice
            look="field"
            label={t('teamSettings.hours.zone')}
            value={zone}
            options={(zones.includes(zone) ? zones : [zone, ...zones]).map((each) => ({ value: each, label: each }))}
            onChoose={setZone}
          />
        </div>
        <div className={styles.end}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!ready}>
            {t('teamSettings.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
