import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/client.ts';
import { Choice } from '../../components/Choice.tsx';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { ReassignForm } from '../team/ReassignForm.tsx';
import { changeMany } from './acts.ts';
import type { AnswerProps } from './answer.ts';
import styles from './Desk.module.css';
import { givenWords } from './words.ts';

/** In a team it is offered to whoever gets it; alone it changes hands at once. */
export function Reassign(props: AnswerProps) {
  const team = useApp((state) => state.teamView);
  return team ? <ReassignForm team={team} {...props} /> : <Alone {...props} />;
}

/** To whom, and what they have to know: the words become a note on each timeline before it changes hands. */
function Alone({ customerIds, onDone }: AnswerProps) {
  const { t } = useTranslation();
  const agents = useApp((state) => state.workspace?.agents) ?? [];
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');

  async function give(): Promise<void> {
    onDone();
    const said = note.trim();
    if (said !== '') {
      for (const customerId of customerIds) {
        if (!(await attempt(call('note.add', { customerId, text: said })))) return;
      }
    }
    const name = agents.find((agent) => agent.id === to)?.name ?? t('conversation.nobody');
    await changeMany(customerIds, { assigneeId: to === '' ? null : to }, (count) => givenWords(count, name));
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <div className={styles.field}>
        <span aria-hidden>{t('desk.to')}</span>
        <Choice
          data-autofocus
          label={t('desk.to')}
          look="field"
          value={to}
          options={[
            { value: '', label: t('conversation.nobody') },
            ...agents.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChoose={setTo}
        />
      </div>
      <Textarea
        label={t('desk.handoffNote')}
        placeholder={t('desk.handoffPlaceholder')}
        autosize
        minRows={3}
        maxRows={8}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={styles.end}>
        <Button type="submit">{t('desk.reassign')}</Button>
      </div>
    </form>
  );
}
