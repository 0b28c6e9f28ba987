import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamCommands } from '../../../shared/contract/team.ts';
import { asCallError, type CallError } from '../../bridge/call-error.ts';
import { call } from '../../bridge/client.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { SectionFailed } from '../settings/SectionFailed.tsx';
import { AgentList } from './AgentList.tsx';
import { DepartmentList } from './DepartmentList.tsx';
import { DutyList } from './DutyList.tsx';
import { HoursField } from './HoursField.tsx';
import { type PolicyChange, PolicyFields } from './PolicyFields.tsx';
import styles from './TeamSection.module.css';

export type Policies = TeamCommands['team.policies']['out'];

/** Rules of the whole team, and who does what in it; changed by those who lead. */
export function TeamSection() {
  const { t } = useTranslation();
  const team = useApp((state) => state.teamView);
  const [policies, setPolicies] = useState<Policies>();
  const [error, setError] = useState<CallError>();
  const [turn, setTurn] = useState(0);
  const reread = (): void => setTurn((before) => before + 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when anything about the team has changed
  useEffect(() => {
    let current = true;
    call('team.policies', {}).then(
      (fresh) => {
        if (!current) return;
        setPolicies(fresh);
        setError(undefined);
      },
      (caught: unknown) => current && setError(asCallError(caught)),
    );
    return () => {
      current = false;
    };
  }, [team, turn]);

  if (error?.code === 'unavailable' && !policies)
    return <EmptyState title={t('teamSettings.away')} hint={t('teamSettings.awayHint')} />;
  if (error && !policies) return <SectionFailed error={error} onRetry={reread} />;
  if (!policies || !team) return <Skeleton rows={4} />;

  async function save(change: PolicyChange): Promise<void> {
    setPolicies((before) => before && changed(before, change));
    await attempt(call('team.setPolicies', change), t('teamSettings.notSaved'));
    reread();
  }
  return (
    <div className={styles.section}>
      {error && <p className={styles.stale}>{t('teamSettings.awayHint')}</p>}
      <PolicyFields policies={policies} onChange={(change) => void save(change)} />
      <section aria-labelledby="team-hours" data-setting="teamHours">
        <h3 id="team-hours">{t('teamSettings.hours.title')}</h3>
        <HoursField
          hours={policies.hours}
          clearHint={t('teamSettings.hours.clearTeam')}
          onChange={(hours) => void save({ hours: hours ?? null })}
        />
      </section>
      <DepartmentList departments={team.departments} agents={team.colleagues} duties={policies.duties} onSaved={reread} />
      <AgentList agents={team.colleagues} departments={team.departments} onSaved={reread} />
      <DutyList
        duties={policies.duties}
        gaps={policies.gaps}
        departments={team.departments}
        agents={team.colleagues}
        onSaved={reread}
      />
    </div>
  );
}

/** As the rules will be once that is saved. */
function changed({ hours: before, ...rest }: Policies, { hours = before, ...change }: PolicyChange): Policies {
  return { ...rest, ...change, ...(hours ? { hours } : {}) };
}
