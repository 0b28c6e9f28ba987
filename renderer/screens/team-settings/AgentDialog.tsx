import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Colleague, Department } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { limitedKinds, withLimit } from './capacity.ts';
import { wordsOf } from './lists.ts';
import styles from './TeamSection.module.css';

type Props = { agent: Colleague; departments: Department[]; onSaved: () => void; onClose: () => void };

/** What somebody can do, and how much of it at a time, also by kind of channel. */
export function AgentDialog({ agent, departments, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(agent.departments);
  const [skills, setSkills] = useState(agent.skills.join(', '));
  const [languages, setLanguages] = useState(agent.languages.join(', '));
  const [capacity, setCapacity] = useState(agent.capacity);
  const connections = useApp((state) => state.connections) ?? [];
  const kinds = [...new Set([...connections.map(({ kind }) => kind), ...limitedKinds(agent.capacity)])];

  async function save(): Promise<void> {
    const saved = await attempt(
      call('team.saveAgent', {
        id: agent.id,
        // Only an administrator may change what somebody sees.
        ...(chosen.toSorted().join() === agent.departments.toSorted().join() ? {} : { departments: chosen }),
        skills: wordsOf(skills),
        languages: wordsOf(languages).map((language) => language.toLowerCase()),
        capacity,
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
          value={capacity.total ?? ''}
          onChange={(typed) => setCapacity(withLimit(capacity, 'total', typed))}
        />
        {kinds.length > 0 && (
          <fieldset className={styles.limits}>
            <legend>{t('teamSettings.channelCapacity')}</legend>
            <div className={styles.two}>
              {kinds.map((kind) => (
                <NumberInput
                  key={kind}
                  size="xs"
                  label={t(`channel.${kind}`)}
                  placeholder={t('teamSettings.noLimit')}
                  min={0}
                  max={1000}
                  allowDecimal={false}
                  hideControls
                  value={capacity[kind] ?? ''}
                  onChange={(typed) => setCapacity(withLimit(capacity, kind, typed))}
                />
              ))}
            </div>
          </fieldset>
        )}
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
