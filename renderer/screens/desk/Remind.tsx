import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/client.ts';
import { moment, timeLocale } from '../../i18n/time.ts';
import { attempt, showDone } from '../feedback.tsx';
import type { AnswerProps } from './answer.ts';
import styles from './Desk.module.css';
import { fromField, laterTimes, toField } from './when.ts';

/** An agreed time to call: a reminder like any other, so that it stays when somebody else has them. */
export function CallBackLater(props: AnswerProps) {
  const { t } = useTranslation();
  return <Remind {...props} about={t('telephony.callBack')} />;
}

/** What to be reminded of, and when. The customer comes up in the list at that time, whoever has them then. */
export function Remind({ customerIds, onDone, about = '' }: AnswerProps & { about?: string }) {
  const { t } = useTranslation();
  const [opened] = useState(() => Date.now());
  const times = laterTimes(opened);
  const [text, setText] = useState(about);
  const [value, setValue] = useState(toField(times[0]?.at ?? opened));
  const at = fromField(value);

  async function remind(): Promise<void> {
    if (at === undefined) return;
    onDone();
    for (const customerId of customerIds) {
      if (!(await attempt(call('reminder.add', { customerId, at, text: text.trim() })))) return;
    }
    showDone(t('desk.reminded', { time: moment(at, Date.now()) }));
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void remind();
      }}
    >
      <TextInput
        data-autofocus
        label={t('desk.remindText')}
        placeholder={t('desk.remindPlaceholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.quick}>
        {times.map((time) => (
          <Button
            key={time.id}
            size="compact-xs"
            variant={value === toField(time.at) ? 'filled' : 'default'}
            aria-pressed={value === toField(time.at)}
            onClick={() => setValue(toField(time.at))}
          >
            {t(`desk.later.${time.id}`)}
          </Button>
        ))}
      </div>
      <div className={styles.own}>
        <input
          type="datetime-local"
          lang={timeLocale()}
          aria-label={t('desk.ownTime')}
          value={value}
          min={toField(opened)}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="submit" disabled={at === undefined || at <= opened}>
          {t('desk.remind')}
        </Button>
      </div>
    </form>
  );
}
