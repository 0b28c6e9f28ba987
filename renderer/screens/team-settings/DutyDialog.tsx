import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamCommands } from '../../../shared/contract/team.ts';
import { call } from '../../bridge/client.ts';
import { Choice } from '../../components/Choice.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { attempt } from '../feedback.tsx';
import { HoursField } from './HoursField.tsx';
import styles from './TeamSection.module.css';

export type DutyDraft = TeamCommands['team.saveDuty']['in'];
type Named = { id: string; name: string };
type Props = {
  initial: DutyDraft;
  channels: Named[];
  departments: Named[];
  agents: Named[];
  onSaved: () => void;
  onClose: () => void;
};

/** One line of the matrix: a channel and a topic, whose they are, and when. */
export function DutyDialog({ initial, channels, departments, agents, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(initial);
  const optionsOf = (all: Named[]) => all.map(({ id, name }) => ({ value: id, label: name }));
  /** The draft with this set, or without it when it is empty. */
  function put(key: 'channelId' | 'topic' | 'ownerId' | 'deputyId', value: string): void {
    const { [key]: _before, ...rest } = draft;
    setDraft(value === '' ? rest : { ...rest, [key]: value });
  }
  const pick = (key: 'channelId' | 'ownerId' | 'deputyId', label: string, none: string, all: Named[]) => (
    <div className={styles.field}>
      <span>{label}</span>
      <Choice
        look="field"
        label={label}
        value={draft[key] ?? ''}
        options={[{ value: '', label: none }, ...optionsOf(all)]}
        onChoose={(value) => put(key, value)}
      />
    </div>
  );

  async function save(): Promise<void> {
    const { id, channelId, departmentId, ownerId, deputyId, hours } = draft;
    const topic = draft.topic?.trim() ?? '';
    const given: DutyDraft = {
      departmentId,
      ...(id === undefined ? {} : { id }),
      ...(channelId === undefined ? {} : { channelId }),
      ...(topic === '' ? {} : { topic }),
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(deputyId === undefined ? {} : { deputyId }),
      ...(hours === undefined ? {} : { hours }),
    };
    if (!(await attempt(call('team.saveDuty', given), t('teamSettings.notSaved')))) return;
    onSaved();
    onClose();
  }
  return (
    <Dialog title={t(initial.id === undefined ? 'teamSettings.duty.add' : 'teamSettings.duty.edit')} size={480} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={styles.two}>
          {pick('channelId', t('teamSettings.duty.channel'), t('teamSettings.duty.anyChannel'), channels)}
          <TextInput
            label={t('teamSettings.duty.topic')}
            placeholder={t('teamSettings.duty.anyTopic')}
            value={draft.topic ?? ''}
            onChange={(event) => put('topic', event.currentTarget.value)}
          />
        </div>
        <div className={styles.field}>
          <span>{t('teamSettings.duty.department')}</span>
          <Choice
            look="field"
            label={t('teamSettings.duty.department')}
            value={draft.departmentId}
            options={optionsOf(departments)}
            onChoose={(departmentId) => setDraft({ ...draft, departmentId })}
          />
        </div>
        <div className={styles.two}>
          {pick('ownerId', t('teamSettings.duty.owner'), t('teamSettings.duty.noOwner'), agents)}
          {pick('deputyId', t('teamSettings.duty.deputy'), t('teamSettings.duty.noDeputy'), agents)}
        </div>
        <div className={styles.field}>
          <span>{t('teamSettings.hours.title')}</span>
          <HoursField
            hours={draft.hours}
            none={t('teamSettings.hours.asDepartment')}
            clearHint={t('teamSettings.hours.clearDuty')}
            onChange={(hours) => setDraft(({ hours: _before, ...rest }) => (hours ? { ...rest, hours } : rest))}
          />
        </div>
        <div className={styles.end}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit">{t('teamSettings.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
