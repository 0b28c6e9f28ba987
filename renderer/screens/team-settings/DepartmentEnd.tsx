import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department, DepartmentId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { Choice } from '../../components/Choice.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { attempt } from '../feedback.tsx';
import styles from './TeamSection.module.css';

type Props = {
  department: Department;
  others: Department[];
  /** How many belong to it, and how many lines of the matrix name it. */
  agents: number;
  duties: number;
  onRemoved: () => void;
  onClose: () => void;
};

/** Asks whether a department ends, and says what becomes of what it has. */
export function DepartmentEnd({ department, others, agents, duties, onRemoved, onClose }: Props) {
  const { t } = useTranslation();
  const [into, setInto] = useState('');
  const [busy, setBusy] = useState(false);
  const open = useOpenOf(department.id);
  const heir = others.find(({ id }) => id === into);

  async function remove(): Promise<void> {
    setBusy(true);
    const removed = await attempt(
      call('team.removeDepartment', { id: department.id, ...(heir ? { into: heir.id } : {}) }),
      t('teamSettings.end.notRemoved'),
    );
    setBusy(false);
    if (!removed) return;
    onRemoved();
    onClose();
  }
  return (
    <Dialog title={t('teamSettings.end.title', { name: department.name })} size={460} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void remove();
        }}
      >
        <div className={styles.field}>
          <span>{t('teamSettings.end.into')}</span>
          <Choice
            data-autofocus
            look="field"
            label={t('teamSettings.end.into')}
            value={into}
            options={[
              { value: '', label: t('teamSettings.end.toAll') },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChoose={setInto}
          />
        </div>
        <ul className={styles.follows}>
          {open !== undefined && (
            <li>
              {heir
                ? t('teamSettings.end.openTo', { count: open, name: heir.name })
                : t('teamSettings.end.openToAll', { count: open })}
            </li>
          )}
          {duties > 0 && (
            <li>
              {heir
                ? t('teamSettings.end.dutiesTo', { count: duties, name: heir.name })
                : t('teamSettings.end.dutiesEnd', { count: duties })}
            </li>
          )}
          {agents > 0 && <li>{t('teamSettings.end.agents', { count: agents })}</li>}
        </ul>
        <div className={styles.end}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" color="red" loading={busy}>
            {t('teamSettings.end.remove')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** How many open conversations a department has, once that is known. */
function useOpenOf(id: DepartmentId): number | undefined {
  const [open, setOpen] = useState<number>();
  useEffect(() => {
    let current = true;
    call('floor.get', {}).then(
      ({ queues }) => current && setOpen(queues.find(({ department }) => department?.id === id)?.open ?? 0),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [id]);
  return open;
}
