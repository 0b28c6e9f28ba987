import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/client.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp } from '../../state/store.ts';
import { attempt, showDone } from '../feedback.tsx';
import styles from './ListTools.module.css';

/** Gives the list as it is narrowed now a name, under which it is found again. */
export function SaveView({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  async function save(): Promise<void> {
    const { view, sort, narrowing } = useApp.getState();
    if (await attempt(call('view.save', { name: name.trim(), view, sort, ...narrowing }))) {
      onClose();
      showDone(t('inbox.viewSaved', { name: name.trim() }));
    }
  }
  return (
    <Dialog onClose={onClose} size={360} title={t('inbox.saveView')}>
      <form
        className={styles.naming}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          data-autofocus
          label={t('inbox.viewName')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          {t('inbox.saveView')}
        </Button>
      </form>
    </Dialog>
  );
}
