import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import { IconPlus } from '../../components/icons.ts';
import { AddContactPoint } from './AddContactPoint.tsx';
import { ContactPointRow } from './ContactPointRow.tsx';
import styles from './ContactPoints.module.css';

/** The addresses of a person. */
export function ContactPoints({ view }: { view: CustomerView }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  return (
    <section className={styles.section}>
      <h3>{t('customer.points')}</h3>
      {view.contactPoints.length === 0 && <p className={styles.none}>{t('customer.noPoints')}</p>}
      <ul aria-label={t('customer.points')}>
        {view.contactPoints.map((point) => (
          <ContactPointRow key={point.id} point={point} />
        ))}
      </ul>
      {adding ? (
        <AddContactPoint customerId={view.id} onDone={() => setAdding(false)} />
      ) : (
        <button type="button" className={styles.add} onClick={() => setAdding(true)}>
          <IconPlus size={14} stroke={1.8} aria-hidden />
          {t('customer.addPoint')}
        </button>
      )}
    </section>
  );
}
