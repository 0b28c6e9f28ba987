import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../components/Time.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { useView } from '../../state/use-view.ts';
import { ContactPoints } from './ContactPoints.tsx';
import { CustomerName } from './CustomerName.tsx';
import styles from './CustomerPanel.module.css';
import { Links } from './Links.tsx';
import { Pinned } from './Pinned.tsx';
import { Reminders } from './Reminders.tsx';

/** Everything known of the person. Each part asks for what it shows of them, so that one that has not changed is not drawn. */
export const CustomerPanel = memo(function CustomerPanel() {
  const { t } = useTranslation();
  return (
    <aside className={styles.panel} aria-label={t('customer.label')}>
      <CustomerName />
      <Waiting />
      <Department />
      <Pinned />
      <Reminders />
      <ContactPoints />
      <Links />
      <Earlier />
    </aside>
  );
});

function Waiting() {
  const { t } = useTranslation();
  const now = useNow();
  const since = useApp((state) => state.person?.view.conversation?.waitingSince);
  const open = useApp((state) => state.person?.view.conversation !== undefined);
  return (
    <p className={styles.waiting} data-waiting={since !== undefined || undefined}>
      {since !== undefined
        ? t('customer.waitingSince', { time: moment(since, now) })
        : t(open ? 'customer.notWaiting' : 'customer.nothingOpen')}
    </p>
  );
}

/** Whose their conversation is, where the team has departments. */
function Department() {
  const { t } = useTranslation();
  const departments = useApp((state) => state.teamView?.departments.length ?? 0);
  const open = useApp((state) => state.person?.view.conversation !== undefined);
  const name = useApp((state) => state.person?.view.conversation?.department?.name);
  if (departments === 0 || !open) return null;
  return (
    <p className={styles.department}>{name === undefined ? t('floor.noDepartment') : t('conversation.ofDepartment', { name })}</p>
  );
}

function Earlier() {
  const { t } = useTranslation();
  const earlier = useView('earlierConversations')?.earlierConversations ?? [];
  if (earlier.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{t('conversation.earlier')}</h3>
      <ul>
        {earlier.map(({ id, openedAt, closedAt, status, assignee, result }) => (
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
  );
}
