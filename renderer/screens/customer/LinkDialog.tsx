import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView, Queries } from '../../../shared/contract/api.ts';
import { call } from '../../bridge/client.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp } from '../../state/store.ts';
import { addressWords } from '../contact-words.ts';
import { attempt, showError, showUndo } from '../feedback.tsx';
import styles from './LinkDialog.module.css';

type Found = Queries['customer.find']['out'][number];

const atMost = 20;

/** `unknown`: nobody knows them by name, so what was typed may be the name of somebody new. */
type Props = { view: Pick<CustomerView, 'id' | 'name'>; unknown?: boolean; onClose: () => void };

/** Finds the other customer, says what linking does, and links. */
export function LinkDialog({ view, unknown = false, onClose }: Props) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found[]>();
  const [chosen, setChosen] = useState<Found>();
  const [note, setNote] = useState('');

  useEffect(() => {
    if (query.trim() === '') {
      setFound(undefined);
      return;
    }
    let current = true;
    call('customer.find', { query: query.trim(), limit: atMost }).then(
      (people) => {
        if (current) setFound(people.filter((person) => person.customerId !== view.id));
      },
      (caught: unknown) => {
        if (current) showError(caught);
      },
    );
    return () => {
      current = false;
    };
  }, [query, view.id]);

  async function link(other: Found): Promise<void> {
    try {
      const { linkId, customerId } = await call('customer.link', {
        customerIds: [view.id, other.customerId],
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      });
      onClose();
      showUndo(t('customer.linked', { a: view.name, b: other.name }), () => call('customer.unlink', { linkId }));
      await useApp.getState().openCustomer(customerId);
    } catch (caught) {
      showError(caught);
    }
  }

  async function name(typed: string): Promise<void> {
    if (await attempt(call('customer.rename', { customerId: view.id, name: typed }))) onClose();
  }

  return (
    <Dialog onClose={onClose} title={t('customer.linkTitle')} size={460}>
      {chosen ? (
        <>
          <p className={styles.pair}>{t('customer.linkConfirm', { a: view.name, b: chosen.name })}</p>
          <p className={styles.hint}>{t('customer.linkHint')}</p>
          <TextInput
            label={t('customer.linkNote')}
            value={note}
            data-autofocus
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <div className={styles.buttons}>
            <Button variant="default" onClick={() => setChosen(undefined)}>
              {t('action.back')}
            </Button>
            <Button onClick={() => void link(chosen)}>{t('customer.link')}</Button>
          </div>
        </>
      ) : (
        <>
          <TextInput
            label={t('customer.linkFind')}
            value={query}
            data-autofocus
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <ul className={styles.found}>
            {found?.map((person) => (
              <li key={person.customerId}>
                <button type="button" onClick={() => setChosen(person)}>
                  <Avatar id={person.customerId} name={person.name} size={28} />
                  <span className={styles.words}>
                    <span>{person.name}</span>
                    <span className={styles.hint}>{person.addresses.map(addressWords).join(', ')}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {!found?.length && <p className={styles.hint}>{found ? t('customer.linkNone') : t('customer.linkStart')}</p>}
          {unknown && found && query.trim() !== '' && (
            <div className={styles.buttons}>
              <Button variant="default" onClick={() => void name(query.trim())}>
                {t('customer.linkNew', { name: query.trim() })}
              </Button>
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}
