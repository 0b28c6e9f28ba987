import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactPointKind, CustomerId } from '../../../shared/model/index.ts';
import { asCallError } from '../../bridge/call-error.ts';
import { call } from '../../bridge/client.ts';
import { Choice } from '../../components/Choice.tsx';
import { showError } from '../feedback.tsx';
import styles from './AddContactPoint.module.css';

/** Kinds a person can type. A messenger’s address is only known from the messenger. */
const kinds = ['email', 'phone'] as const satisfies readonly ContactPointKind[];

export function AddContactPoint({ customerId, onDone }: { customerId: CustomerId; onDone: () => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<(typeof kinds)[number]>();
  const [value, setValue] = useState('');
  const [refused, setRefused] = useState<string>();
  const reason = useId();
  const kind = chosen ?? (value === '' || value.includes('@') || !/^[+\d\s()-]+$/.test(value) ? 'email' : 'phone');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = value.trim();
        call('customer.addContactPoint', { customerId, kind, value: typed }).then(onDone, (caught: unknown) => {
          if (asCallError(caught).code === 'invalid-input') setRefused(t(`customer.addRefused.${kind}`, { typed }));
          else showError(caught);
        });
      }}
      onKeyDown={(event) => {
        if (event.code !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      <Choice
        look="field"
        label={t('customer.addKind')}
        value={kind}
        options={kinds.map((each) => ({ value: each, label: t(`contactKind.${each}`) }))}
        onChoose={(next) => setChosen(kinds.find((each) => each === next))}
      />
      <input
        aria-label={t('customer.addValue')}
        placeholder={t('customer.addValue')}
        value={value}
        // biome-ignore lint/a11y/noAutofocus: it appears because the person asked to type here
        autoFocus
        aria-invalid={refused !== undefined}
        aria-describedby={refused === undefined ? undefined : reason}
        onChange={(event) => {
          setValue(event.target.value);
          setRefused(undefined);
        }}
      />
      {refused !== undefined && (
        <p id={reason} role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
      <div className={styles.buttons}>
        <Button size="compact-xs" variant="default" onClick={onDone}>
          {t('action.cancel')}
        </Button>
        <Button size="compact-xs" type="submit" disabled={value.trim() === ''}>
          {t('action.add')}
        </Button>
      </div>
    </form>
  );
}
