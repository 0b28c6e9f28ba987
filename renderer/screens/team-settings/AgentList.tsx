import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Colleague, Department } from '../../../shared/model/index.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPencil } from '../../components/icons.ts';
import { AgentDialog } from './AgentDialog.tsx';
import { limitedKinds } from './capacity.ts';
import styles from './TeamSection.module.css';

type Props = { agents: Colleague[]; departments: Department[]; onSaved: () => void };

/** Who is in the team, what they can do and how much of it at a time. */
export function AgentList({ agents, departments, onSaved }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Colleague>();
  const nameOf = (id: string): string => departments.find((each) => each.id === id)?.name ?? '';
  const facts = (agent: Colleague): string =>
    [
      t(`teamSettings.role.${agent.role}`),
      ...agent.departments.map(nameOf),
      ...agent.skills,
      ...agent.languages,
      ...(agent.capacity.total === undefined ? [] : [t('teamSettings.upTo', { count: agent.capacity.total })]),
      ...limitedKinds(agent.capacity).map((kind) => `${t(`channel.${kind}`)} ≤ ${agent.capacity[kind]}`),
    ].join(' · ');
  return (
    <section aria-labelledby="team-agents" data-setting="agents">
      <h3 id="team-agents">{t('teamSettings.agents')}</h3>
      <p>{t('teamSettings.agentsHint')}</p>
      <ul className={styles.list}>
        {agents.map((agent) => (
          <li key={agent.id}>
            <Avatar id={agent.id} name={agent.name} size={24} />
            <div className={styles.words}>
              <strong>{agent.name}</strong>
              <span>{facts(agent)}</span>
            </div>
            <IconButton label={`${t('action.edit')} ${agent.name}`} onClick={() => setOpen(agent)}>
              <IconPencil size={16} stroke={1.6} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {open && <AgentDialog agent={open} departments={departments} onSaved={onSaved} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
