import { Button, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReassignRefusal, TeamView } from '../../../shared/contract/team.ts';
import type { CustomerId, HandoffNote } from '../../../shared/model/index.ts';
import { Choice } from '../../components/Choice.tsx';
import { useApp } from '../../state/store.ts';
import { changeMany } from '../desk/acts.ts';
import { givenWords } from '../desk/words.ts';
import { NoteFields } from './NoteFields.tsx';
import styles from './Reassign.module.css';
import { ReceiverFacts, Suggestions } from './ReceiverFacts.tsx';
import { ReceiversStale } from './ReceiversStale.tsx';
import { Refusals } from './Refusals.tsx';
import { reassign } from './reassign.ts';
import { peopleGroups, placeOf } from './receivers.ts';
import { useLoads } from './use-loads.ts';
import { trimmedNote } from './words.ts';

const queue = 'queue';

type Props = { team: TeamView; customerIds: CustomerId[]; onDone: () => void };

/** To whom in the team, and what they have to know. Who was not handed over is told with the reason. */
export function ReassignForm({ team: known, customerIds, onDone }: Props) {
  const { t } = useTranslation();
  const team = useLoads(known);
  const reminders = useApp((state) => (state.person?.view.id === customerIds[0] ? state.person?.view.reminders : undefined));
  const [to, setTo] = useState('');
  const [note, setNote] = useState<HandoffNote>(() => {
    const promised = customerIds.length === 1 ? (reminders ?? []).map(({ text }) => text).filter((text) => text !== '') : [];
    return promised.length === 0 ? {} : { promised: promised.join('; ') };
  });
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ReassignRefusal[]>([]);
  const options = useMemo(
    () => [
      { value: '', label: t('team.reassign.choose'), disabled: true },
      ...peopleGroups(team, t, team.me.id, true),
      { value: queue, label: t('team.queue') },
    ],
    [team, t],
  );

  async function give(): Promise<void> {
    setBusy(true);
    if (to === queue) {
      await changeMany(customerIds, { assigneeId: null }, (count) => givenWords(count, t('conversation.nobody')));
      onDone();
      return;
    }
    const stayed = await reassign(customerIds, placeOf(to), { note: trimmedNote(note), reason: reason.trim() });
    setBusy(false);
    if (stayed === undefined) return;
    useApp.getState().clearChosen();
    if (stayed.length === 0) onDone();
    else setRefused(stayed);
  }

  if (refused.length > 0) return <Refusals refused={refused} onClose={onDone} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (to !== '' && !busy) void give();
      }}
    >
      <div>
        <strong aria-hidden>{t('desk.to')}</strong>
        <Choice data-autofocus label={t('desk.to')} look="field" value={to} options={options} onChoose={setTo} />
        {to === '' ? (
          <Suggestions team={team} onChoose={setTo} />
        ) : (
          <ReceiverFacts team={team} place={placeOf(to)} customerIds={customerIds} />
        )}
        <ReceiversStale />
      </div>
      {to !== queue && (
        <>
          {customerIds.length === 1 && <NoteFields note={note} onChange={setNote} />}
          <Textarea
            label={t('desk.handoffNote')}
            placeholder={t(customerIds.length === 1 ? 'team.reassign.notePlaceholder' : 'desk.handoffPlaceholder')}
            autosize
            minRows={2}
            maxRows={6}
            value={note.text ?? ''}
            onChange={(event) => setNote({ ...note, text: event.currentTarget.value })}
          />
          {team.me.role !== 'agent' && (
            <TextInput
              label={t('team.reassign.reason')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </>
      )}
      <div className={styles.end}>
        <Button type="submit" disabled={to === '' || busy}>
          {t('desk.reassign')}
        </Button>
      </div>
    </form>
  );
}
