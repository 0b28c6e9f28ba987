import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TeamCommands } from '../../../shared/contract/team.ts';
import type { TeamPolicies } from '../../../shared/model/index.ts';
import { Choice } from '../../components/Choice.tsx';
import { NumberLine } from './NumberLine.tsx';
import styles from './TeamSection.module.css';

export type PolicyChange = TeamCommands['team.setPolicies']['in'];

type Props = { policies: TeamPolicies; onChange: (change: PolicyChange) => void };

const ways = ['queue', 'round-robin', 'balanced'] as const;
const takers = ['anyone', 'lead'] as const;
const clocks = ['firstAnswerMinutes', 'nextAnswerMinutes', 'resolutionMinutes'] as const;

/** How work finds its agent, who may take from whom, and how long things may last. */
export function PolicyFields({ policies, onChange }: Props) {
  const { t } = useTranslation();
  const { assignment, takeOver, sla, responseLeaseMinutes, absentLeaseMinutes, handoffMinutes } = policies;
  const assign = (change: Partial<TeamPolicies['assignment']>): void => onChange({ assignment: { ...assignment, ...change } });
  const minutes = t('teamSettings.minutes');
  return (
    <>
      <section aria-labelledby="team-assignment">
        <h3 id="team-assignment">{t('teamSettings.assignment')}</h3>
        <div className={styles.fields}>
          <div className={styles.line} data-setting="assignment">
            <span>{t('teamSettings.by')}</span>
            <Choice
              look="field"
              label={t('teamSettings.by')}
              value={assignment.by}
              options={ways.map((way) => ({ value: way, label: t(`teamSettings.way.${way}`) }))}
              onChoose={(value) => {
                const by = ways.find((way) => way === value);
                if (by) assign({ by });
              }}
            />
          </div>
          <NumberLine
            id="capacity"
            label={t('teamSettings.capacity')}
            hint={t('teamSettings.capacityHint')}
            value={assignment.capacity}
            max={1000}
            onSave={(capacity) => assign({ capacity })}
          />
          <Checkbox
            data-setting="lastAgentFirst"
            label={t('teamSettings.lastAgentFirst')}
            checked={assignment.lastAgentFirst}
            onChange={(event) => assign({ lastAgentFirst: event.currentTarget.checked })}
          />
          <NumberLine
            id="stickyDays"
            label={t('teamSettings.sticky')}
            suffix={t('teamSettings.days')}
            value={assignment.stickyDays}
            max={3650}
            onSave={(stickyDays) => assign({ stickyDays })}
          />
          <div className={styles.line} data-setting="takeOver">
            <span>{t('teamSettings.takeOver')}</span>
            <Choice
              look="field"
              label={t('teamSettings.takeOver')}
              value={takeOver}
              options={takers.map((who) => ({ value: who, label: t(`teamSettings.taker.${who}`) }))}
              onChoose={(value) => {
                const who = takers.find((each) => each === value);
                if (who) onChange({ takeOver: who });
              }}
            />
          </div>
        </div>
      </section>
      <section aria-labelledby="team-times">
        <h3 id="team-times">{t('teamSettings.times')}</h3>
        <div className={styles.fields}>
          <p>{t('teamSettings.timesHint')}</p>
          {clocks.map((clock) => (
            <NumberLine
              key={clock}
              id={clock}
              label={t(`teamSettings.clock.${clock}`)}
              suffix={minutes}
              value={sla[clock]}
              onSave={(value) => onChange({ sla: { ...sla, [clock]: value } })}
            />
          ))}
          <NumberLine
            id="responseLease"
            label={t('teamSettings.responseLease')}
            hint={t('teamSettings.responseLeaseHint')}
            suffix={minutes}
            value={responseLeaseMinutes}
            onSave={(value) => onChange({ responseLeaseMinutes: value })}
          />
          <NumberLine
            id="absentLease"
            label={t('teamSettings.absentLease')}
            hint={t('teamSettings.absentLeaseHint')}
            suffix={minutes}
            value={absentLeaseMinutes}
            onSave={(value) => onChange({ absentLeaseMinutes: value })}
          />
          <NumberLine
            id="handoffTime"
            label={t('teamSettings.handoff')}
            hint={t('teamSettings.handoffHint')}
            suffix={minutes}
            value={handoffMinutes}
            onSave={(value) => onChange({ handoffMinutes: value })}
          />
        </div>
      </section>
    </>
  );
}
