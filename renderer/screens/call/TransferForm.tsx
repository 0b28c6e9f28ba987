import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../state/store.ts';
import styles from './CallDock.module.css';

/** To whom the call goes, and whether one speaks to them first. */
export function TransferForm({ callId, onDone }: { callId: string; onDone: () => void }) {
  const { t } = useTranslation();
  const phoneDo = useApp((state) => state.phoneDo);
  const [to, setTo] = useState('');
  const target = to.trim();
  function give(how: 'transfer' | 'consult'): void {
    if (target === '') return;
    onDone();
    phoneDo({ do: how, id: callId, to: target });
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        give('consult');
      }}
    >
      <TextInput
        data-autofocus
        label={t('phone.transferTo')}
        placeholder={t('phone.transferPlaceholder')}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="compact-sm" disabled={target === ''}>
          {t('phone.askFirst')}
        </Button>
        <Button size="compact-sm" variant="default" disabled={target === ''} onClick={() => give('transfer')}>
          {t('phone.transferNow')}
        </Button>
      </div>
    </form>
  );
}
