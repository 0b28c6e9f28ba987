import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Colleague, Department, Duty, WorkingHours } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPencil, IconPlus, IconTrash } from '../../components/icons.ts';
import { attempt } from '../feedback.tsx';
import { DepartmentEnd } from './DepartmentEnd.tsx';
import { HoursField } from './HoursField.tsx';
import styles from './TeamSection.module.css';
import { hoursWords } from './words.ts';

type Draft = { id?: string; key: string; name: string; hours?: WorkingHours };

type Props = { departments: Department[]; agents: Colleague[]; duties: Duty[]; onSaved: () => void };

/** Departments, and the hours of those that have their own. */
export function DepartmentList({ departments, agents, duties, onSaved }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Draft>();
  const [ending, setEnding] = useState<Department>();
  return (
    <section aria-labelledby="team-departments" data-setting="departments">
      <h3 id="team-departments">{t('teamSettings.departments')}</h3>
      <ul className={styles.list}>
        {departments.map((department) => (
          <li key={department.id}>
            <div className={styles.words}>
              <strong>{department.name}</strong>
              <span>{department.hours ? hoursWords(department.hours) : t('teamSettings.hours.asTeam')}</span>
            </div>
            <IconButton label={`${t('action.edit')} ${department.name}`} onClick={() => setOpen(department)}>
              <IconPencil size={16} stroke={1.6} aria-hidden />
            </IconButton>
            <IconButton label={`${t('action.remove')} ${department.name}`} onClick={() => setEnding(department)}>
              <IconTrash size={16} stroke={1.6} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button variant="default" leftSection={<IconPlus size={14} stroke={2} />} onClick={() => setOpen({ key: '', name: '' })}>
        {t('teamSettings.addDepartment')}
      </Button>
      {open && <DepartmentDialog initial={open} onSaved={onSaved} onClose={() => setOpen(undefined)} />}
      {ending && (
        <DepartmentEnd
          department={ending}
          others={departments.filter(({ id }) => id !== ending.id)}
          agents={agents.filter((agent) => agent.departments.includes(ending.id)).length}
          duties={duties.filter(({ departmentId }) => departmentId === ending.id).length}
          onRemoved={onSaved}
          onClose={() => setEnding(undefined)}
        />
      )}
    </section>
  );
}

type DialogProps = { initial: Draft; onSaved: () => void; onClose: () => void };

function DepartmentDialog({ initial, onSaved, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(initial);
  const key = draft.key.trim();
  const wrong = key !== '' && !/^[a-z0-9][a-z0-9-]{0,59}$/.test(key);
  const ready = draft.name.trim() !== '' && key !== '' && !wrong;

  async function save(): Promise<void> {
    const { id, hours } = draft;
    const saved = await attempt(
      call('team.saveDepartment', {
        key,
        name: draft.name.trim(),
        ...(id === undefined ? {} : { id }),
        ...(hours === undefined ? {} : { hours }),
      }),
      t('teamSettings.notSaved'),
    );
    if (!saved) return;
    onSaved();
    onClose();
  }
  return (
    <Dialog title={draft.id === undefined ? t('teamSettings.addDepartment') : draft.name} size={460} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void save();
        }}
      >
        <TextInput
          data-autofocus
          label={t('teamSettings.departmentName')}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('teamSettings.departmentKey')}
          description={t('teamSettings.departmentKeyHint')}
          disabled={initial.id !== undefined}
          error={wrong && t('teamSettings.departmentKeyWrong')}
          value={draft.key}
          onChange={(event) => setDraft({ ...draft, key: event.currentTarget.value })}
        />
        <div className={styles.field}>
          <span>{t('teamSettings.hours.title')}</span>
          <HoursField
            hours={draft.hours}
            none={t('teamSettings.hours.asTeam')}
            clearHint={t('teamSettings.hours.clearDepartment')}
            onChange={(hours) => setDraft(({ hours: _before, ...rest }) => (hours ? { ...rest, hours } : rest))}
          />
        </div>
        <div className={styles.end}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!ready}>
            {t('teamSettings.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
