import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Colleague, Department, Duty, DutyGap } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPencil, IconPlus, IconTrash } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { DutyDialog, type DutyDraft } from './DutyDialog.tsx';
import { groupGaps } from './hours.ts';
import styles from './TeamSection.module.css';
import { gapWords, hoursWords } from './words.ts';

type Props = { duties: Duty[]; gaps: DutyGap[]; departments: Department[]; agents: Colleague[]; onSaved: () => void };

/** Who answers for what and when, and when nobody does. */
export function DutyList({ duties, gaps, departments, agents, onSaved }: Props) {
  const { t } = useTranslation();
  const channels = useApp((state) => state.connections) ?? [];
  const [open, setOpen] = useState<DutyDraft>();
  const channelName = (id: string | undefined): string =>
    id === undefined ? t('teamSettings.duty.anyChannel') : (channels.find((each) => each.channelId === id)?.name ?? id);
  const agentName = (id: string | undefined): string | undefined => agents.find((each) => each.id === id)?.name;
  const departmentName = (id: string): string => departments.find((each) => each.id === id)?.name ?? '';

  const what = ({ channelId, topic, departmentId }: Duty): string =>
    `${[channelName(channelId), topic].filter(Boolean).join(' · ')} → ${departmentName(departmentId)}`;
  const who = ({ ownerId, deputyId, hours }: Duty): string =>
    [
      agentName(ownerId) ?? t('teamSettings.duty.noOwner'),
      ...(deputyId === undefined ? [] : [t('teamSettings.duty.deputyIs', { name: agentName(deputyId) ?? '' })]),
      hours ? hoursWords(hours) : t('teamSettings.hours.asDepartment'),
    ].join(' · ');

  async function remove({ id }: Duty): Promise<void> {
    if (await attempt(call('team.removeDuty', { id }), t('teamSettings.notSaved'))) onSaved();
  }
  return (
    <section aria-labelledby="team-duties" data-setting="duties">
      <h3 id="team-duties">{t('teamSettings.duty.title')}</h3>
      {gaps.length > 0 && (
        <ul className={styles.gaps} aria-label={t('teamSettings.gap.label')}>
          {groupGaps(gaps).map((gap) => {
            const words = gapWords(gap, channelName(gap.channelId));
            return <li key={words}>{words}</li>;
          })}
        </ul>
      )}
      {duties.length > 0 && gaps.length === 0 && <p className={styles.whole}>{t('teamSettings.gap.none')}</p>}
      {duties.length === 0 && <p className={styles.whole}>{t('teamSettings.duty.none')}</p>}
      <ul className={styles.list}>
        {duties.map((duty) => (
          <li key={duty.id}>
            <div className={styles.words}>
              <strong>{what(duty)}</strong>
              <span title={who(duty)}>{who(duty)}</span>
            </div>
            <IconButton label={`${t('action.edit')} ${what(duty)}`} onClick={() => setOpen(duty)}>
              <IconPencil size={16} stroke={1.6} aria-hidden />
            </IconButton>
            <IconButton label={`${t('action.remove')} ${what(duty)}`} onClick={() => void remove(duty)}>
              <IconTrash size={16} stroke={1.6} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        disabled={departments.length === 0}
        leftSection={<IconPlus size={14} stroke={2} />}
        onClick={() => setOpen({ departmentId: departments[0]?.id ?? '' })}
      >
        {t('teamSettings.duty.add')}
      </Button>
      {open && (
        <DutyDialog
          initial={open}
          channels={channels.map(({ channelId, name }) => ({ id: channelId, name }))}
          departments={departments}
          agents={agents}
          onSaved={onSaved}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}
