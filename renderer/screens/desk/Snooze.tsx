import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PickList } from '../../components/PickList.tsx';
import { moment, timeLocale } from '../../i18n/time.ts';
import { changeMany } from './acts.ts';
import type { AnswerProps } from './answer.ts';
import styles from './Desk.module.css';
import { fromField, laterTimes, toField } from './when.ts';
import { snoozedWords } from './words.ts';

/** Until when: a usual moment, one of their own, or until the customer writes (they wake it in any case). */
export function Snooze({ customerIds, onDone }: AnswerProps) {
  const { t } = useTranslation();
  const [opened] = useState(() => Date.now());
  const times = laterTimes(opened);
  const [own, setOwn] = useState(toField(times.find(({ id }) => id === 'tomorrow')?.at ?? opened));

  function until(snoozedUntil: number | undefined): void {
    onDone();
    const what = { status: 'snoozed', ...(snoozedUntil === undefined ? {} : { snoozedUntil }) } as const;
    void changeMany(customerIds, what, (count) => snoozedWords(count, snoozedUntil));
  }
  const ownTime = fromField(own);

  return (
    <>
      <PickList
        label={t('desk.snooze')}
        placeholder={t('desk.snoozeFind')}
        options={[
          ...times.map(({ id, at }) => ({ id, label: t(`desk.later.${id}`), hint: moment(at, opened) })),
          { id: 'answer', label: t('desk.untilAnswer') },
        ]}
        onPick={(id) => until(times.find((time) => time.id === id)?.at)}
      />
      <form
        className={styles.own}
        onSubmit={(event) => {
          event.preventDefault();
          if (ownTime !== undefined && ownTime > Date.now()) until(ownTime);
        }}
      >
        <input
          type="datetime-local"
          lang={timeLocale()}
          aria-label={t('desk.ownTime')}
          value={own}
          min={toField(opened)}
          onChange={(event) => setOwn(event.target.value)}
        />
        <Button type="submit" variant="default" disabled={ownTime === undefined || ownTime <= opened}>
          {t('desk.snooze')}
        </Button>
      </form>
    </>
  );
}
