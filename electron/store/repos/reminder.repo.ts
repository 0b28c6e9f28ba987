import type { EpochMs, Reminder, ReminderId } from '../../../shared/model/index.ts';
import { anyKey, type ReadDb, type WriteTx } from '../db.ts';
import { newId } from '../ids.ts';

export type ReminderRow = { key: number; id: string; customer_key: number; agent_key: number; at: number; text: string };

export const reminderById = (db: ReadDb, id: ReminderId): ReminderRow | undefined =>
  db.get<ReminderRow>('SELECT * FROM reminders WHERE id = ?', id);

/** What is still to be done about a person, the next first. */
export function remindersOf(db: ReadDb, members: readonly number[]): Reminder[] {
  return members
    .flatMap((member) =>
      db.all<ReminderRow & { agent_name: string }>(
        `SELECT r.*, a.name AS agent_name FROM reminders r JOIN agents a ON a.key = r.agent_key
         WHERE r.customer_key = ? AND r.done_at IS NULL ORDER BY r.at`,
        member,
      ),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ id, at, text, agent_name: agentName }) => ({ id, at, text, agentName }));
}

/** The time of the next one of each identity that has any. */
export function nextReminders(db: ReadDb, customerKeys: Iterable<number>): ReadonlyMap<number, EpochMs> {
  const rows = db.grouped(
    `SELECT customer_key, at FROM reminders WHERE customer_key ${anyKey} AND done_at IS NULL`,
    customerKeys,
    (row: { customer_key: number; at: number }) => row.customer_key,
  );
  return new Map([...rows].map(([customer, group]) => [customer, Math.min(...group.map(({ at }) => at))]));
}

export function addReminder(
  tx: WriteTx,
  reminder: { customerKey: number; agentKey: number; at: EpochMs; text: string; now: EpochMs },
): ReminderId {
  const id = newId();
  tx.run(
    'INSERT INTO reminders (id, customer_key, agent_key, at, text, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    reminder.customerKey,
    reminder.agentKey,
    reminder.at,
    reminder.text,
    reminder.now,
  );
  tx.touchCustomer(reminder.customerKey);
  return id;
}

export function changeReminder(
  tx: WriteTx,
  row: ReminderRow,
  change: { at?: EpochMs; text?: string; doneAt?: EpochMs | null },
): void {
  if (change.at !== undefined) tx.run('UPDATE reminders SET at = ? WHERE key = ?', change.at, row.key);
  if (change.text !== undefined) tx.run('UPDATE reminders SET text = ? WHERE key = ?', change.text, row.key);
  if (change.doneAt !== undefined) tx.run('UPDATE reminders SET done_at = ? WHERE key = ?', change.doneAt, row.key);
  tx.touchCustomer(row.customer_key);
}

/** Reminders whose time came after `since`, up to `now`. */
export const remindersDue = (db: ReadDb, since: EpochMs, now: EpochMs): ReminderRow[] =>
  db.all<ReminderRow>('SELECT * FROM reminders WHERE done_at IS NULL AND at > ? AND at <= ? ORDER BY at', since, now);

export const nextReminderAt = (db: ReadDb, now: EpochMs): EpochMs | undefined =>
  db.value<number>('SELECT at FROM reminders WHERE done_at IS NULL AND at > ? ORDER BY at LIMIT 1', now);
