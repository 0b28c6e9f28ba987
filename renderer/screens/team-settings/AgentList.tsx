import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Colleague, Department } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPencil } from '../../components/icons.ts';
import { attempt } from '../feedback.tsx';
import { wordsOf } from './lists.ts';
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

type DialogProps = { agent: Colleague; departments: Department[]; onSaved: () => void; onClose: () => void };

function AgentDialog({ agent, departments, onSaved, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(agent.departments);
  const [skills, setSkills] = useState(agent.skills.join(', '));
  const [languages, setLanguages] = useState(agent.languages.join(', '));
  const [total, setTotal] = useState<number | string>(agent.capacity.total ?? '');

  async function save(): Promise<void> {
    const { total: _before, ...byChannel } = agent.capacity;
    const saved = await attempt(
      call('team.saveAgent', {
        id: agent.id,
        // Only an administrator may change what somebody sees.
        ...(chosen.toSorted().join() === agent.departments.toSorted().join() ? {} : { departments: chosen }),
        skills: wordsOf(skills),
        languages: wordsOf(languages).map((language) => language.toLowerCase()),
        capacity: typeof total === 'number' ? { ...byChannel, total } : byChannel,
      }),
      t('teamSettings.notSaved'),
    );
    if (!saved) return;
    onSaved();
    onClose();
  }
  return (
    <Dialog title={agent.name} size={440} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={styles.field}>
          <span>{t('teamSettings.departments')}</span>
          <div className={styles.checks}>
            {departments.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={chosen.includes(id)}
                onChange={(event) =>
                  setChosen(event.currentTarget.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
                }
              />
            ))}
          </div>
        </div>
        <TextInput
          label={t('teamSettings.skills')}
          description={t('teamSettings.skillsHint')}
          value={skills}
          onChange={(event) => setSkills(event.currentTarget.value)}
        />
        <TextInput
          label={t('teamSettings.languages')}
          description={t('teamSettings.languagesHint')}
          value={languages}
          onChange={(event) => setLanguages(event.currentTarget.value)}
        />
        <NumberInput
          size="xs"
          label={t('teamSettings.capacity')}
          description={t('teamSettings.ownCapacityHint')}
          min={0}
          max={1000}
          allowDecimal={false}
          hideControls
          value={total}
          onChange={setTotal}
        />
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
