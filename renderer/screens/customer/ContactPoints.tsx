import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { IconPlus } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { commandOf } from '../palette/controls.ts';
import { AddContactPoint } from './AddContactPoint.tsx';
import { ContactPointRow } from './ContactPointRow.tsx';
import styles from './ContactPoints.module.css';

/** The addresses of a person. Each asks for its own, so that one that was just used is drawn alone. */
export function ContactPoints() {
  const { t } = useTranslation();
  const customerId = useApp((state) => state.person?.view.id);
  const ids = useApp(useShallow((state) => state.person?.view.contactPoints.map(({ id }) => id) ?? []));
  const [adding, setAdding] = useState(false);
  if (customerId === undefined) return null;
  return (
    <section className={styles.section}>
      <h3>{t('customer.points')}</h3>
      {ids.length === 0 && <p className={styles.none}>{t('customer.noPoints')}</p>}
      <ul aria-label={t('customer.points')}>
        {ids.map((id) => (
          <ContactPointRow key={id} id={id} />
        ))}
      </ul>
      {adding ? (
        <AddContactPoint customerId={customerId} onDone={() => setAdding(false)} />
      ) : (
        <button {...commandOf('customer.addPoint')} type="button" className={styles.add} onClick={() => setAdding(true)}>
          <IconPlus size={14} stroke={1.8} aria-hidden />
          {t('customer.addPoint')}
        </button>
      )}
    </section>
  );
}
