import { useTranslation } from 'react-i18next';
import type { Reminder } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconBell, IconCheck } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { exact, moment } from '../../i18n/time.ts';
import { useView } from '../../state/use-view.ts';
import { attempt, showUndo } from '../feedback.tsx';
import styles from './Reminders.module.css';

/** What is still to be done about this customer, and when. */
export function Reminders() {
  const { t } = useTranslation();
  const now = useNow();
  const reminders = useView('reminders')?.reminders ?? [];
  if (reminders.length === 0) return null;

  async function done({ id, text }: Reminder): Promise<void> {
    if (await attempt(call('reminder.change', { reminderId: id, done: true }))) {
      showUndo(t('desk.remindDone', { text: text || t('desk.remindAgain') }), () =>
        call('reminder.change', { reminderId: id, done: false }),
      );
    }
  }

  return (
    <section className={styles.reminders}>
      <h3>{t('desk.reminders')}</h3>
      <ul>
        {reminders.map((reminder) => (
          <li key={reminder.id} data-due={reminder.at <= now || undefined}>
            <IconBell size={14} stroke={1.8} aria-hidden />
            <span className={styles.what}>
              {reminder.text || t('desk.remindAgain')}
              <span className={styles.when} title={exact(reminder.at)}>
                {moment(reminder.at, now)} · {reminder.agentName}
              </span>
            </span>
            <IconButton
              label={t('desk.remindDone', { text: reminder.text || t('desk.remindAgain') })}
              onClick={() => void done(reminder)}
            >
              <IconCheck size={16} stroke={1.8} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
