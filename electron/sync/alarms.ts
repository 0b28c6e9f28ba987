import { bringUp, nextToWake, openConversation, openNew, setStatus, wakeAsleep } from '../store/repos/conversation.repo.ts';
import { rootOf } from '../store/repos/customer.repo.ts';
import { addNotice, forgetOldNotices } from '../store/repos/notice.repo.ts';
import { nextReminderAt, remindersDue } from '../store/repos/reminder.repo.ts';
import { getSetting, me, setSetting } from '../store/repos/settings.repo.ts';
import type { Store } from '../store/store.ts';
import { record } from './conversation.ts';
import { noticeUnassigned, unassignedTooLong } from './notices.ts';

/** A clock that is corrected, and a machine that slept, are noticed at least this often; ms. */
const longestWaitMs = 60_000;

/**
 * Wakes what was put off until a time: snoozed conversations and reminders. What came due while the program was closed is woken
 * when it starts.
 */
export class Alarms {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #onTrouble: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: { store: Store; now: () => number; onTrouble: (error: unknown) => void }) {
    this.#store = options.store;
    this.#now = options.now;
    this.#onTrouble = options.onTrouble;
  }

  /** Does what is due, and waits for what is next. Called at the start and whenever something was put off. */
  set(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const now = this.#now();
    try {
      this.#ring(now);
    } catch (error) {
      this.#onTrouble(error);
    }
    const { read } = this.#store;
    const next = Math.min(nextToWake(read) ?? Infinity, nextReminderAt(read, now) ?? Infinity);
    this.#timer = setTimeout(() => this.set(), Math.max(50, Math.min(longestWaitMs, next - now)));
    this.#timer.unref();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #ring(now: number): void {
    const { read } = this.#store;
    const rules = getSetting(read, 'noticeRules');
    const due = remindersDue(read, getSetting(read, 'remindedUpTo'), now);
    const overdue = unassignedTooLong(read, now);
    const asleep = nextToWake(read) ?? Infinity;
    if (due.length === 0 && overdue.rows.length === 0 && asleep > now) return;
    this.#store.write(
      (tx) => {
        for (const row of wakeAsleep(tx, now)) record(tx, row, now, { type: 'status', from: 'snoozed', to: 'open' }, null);
        for (const reminder of due) {
          const root = rootOf(tx, reminder.customer_key).key;
          const conversation = openConversation(tx, root) ?? openNew(tx, root, now, false);
          // Put off until another time, or until they write: the agent asked to be brought back to them now.
          if (conversation.status === 'snoozed' && setStatus(tx, conversation, 'open', now) !== undefined)
            record(tx, conversation, now, { type: 'status', from: 'snoozed', to: 'open' }, null);
          bringUp(tx, conversation, reminder.at);
          // What was agreed with a person is for whoever has them by then; where nobody has, for whoever agreed it.
          if (rules.reminders && (conversation.assignee_key ?? reminder.agent_key) === me(tx).key)
            addNotice(tx, { kind: 'reminder', customerKey: root, text: reminder.text, at: reminder.at });
        }
        if (due.length > 0) setSetting(tx, 'remindedUpTo', now);
        noticeUnassigned(tx, overdue, now);
        forgetOldNotices(tx);
      },
      { durable: true },
    );
  }
}
