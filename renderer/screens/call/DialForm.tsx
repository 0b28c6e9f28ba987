import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../state/store.ts';
import styles from './PhonePanel.module.css';

/** Calls a colleague or any number, by the softphone itself. */
export function DialForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const phoneDo = useApp((state) => state.phoneDo);
  const [number, setNumber] = useState('');
  const wanted = number.trim();
  return (
    <form
      className={styles.dial}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === '') return;
        // The second of two quick clicks finds nothing to call.
        setNumber('');
        onDone();
        phoneDo({ do: 'call', number: wanted });
      }}
    >
      <TextInput
        data-autofocus
        aria-label={t('phone.number')}
        placeholder={t('phone.numberPlaceholder')}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Button type="submit" disabled={wanted === ''}>
        {t('phone.dial')}
      </Button>
    </form>
  );
}
