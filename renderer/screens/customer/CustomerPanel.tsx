import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import { Time } from '../../components/Time.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { ContactPoints } from './ContactPoints.tsx';
import { CustomerName } from './CustomerName.tsx';
import styles from './CustomerPanel.module.css';
import { Links } from './Links.tsx';
import { Reminders } from './Reminders.tsx';

/** Everything known of the person. */
export function CustomerPanel({ view }: { view: CustomerView }) {
  const { t } = useTranslation();
  const now = useNow();
  const waiting = view.conversation?.waitingSince;
  return (
    <aside className={styles.panel} aria-label={t('customer.label')}>
      <CustomerName view={view} />
      <p className={styles.waiting} data-waiting={waiting !== undefined || undefined}>
        {waiting === undefined ? t('customer.notWaiting') : t('customer.waitingSince', { time: moment(waiting, now) })}
      </p>
      <Reminders reminders={view.reminders} />
      <ContactPoints view={view} />
      <Links view={view} />
      {view.earlierConversations.length > 0 && (
        <section className={styles.section}>
          <h3>{t('conversation.earlier')}</h3>
          <ul>
            {view.earlierConversations.map(({ id, openedAt, closedAt, status, assignee, result }) => (
              <li key={id} className={styles.earlier}>
                <span>
                  <Time at={openedAt} form="moment" />
                  {closedAt !== undefined && (
                    <>
                      {' – '}
                      <Time at={closedAt} form="moment" />
                    </>
                  )}
                </span>
                <span className={styles.quiet}>
                  {t(`conversation.statusWord.${status}`)}
                  {result !== undefined && `: ${result}`}
                  {assignee && ` · ${assignee.name}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
