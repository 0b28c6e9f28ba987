import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import { tagColours } from '../../shared/model/index.ts';
import { markNoticeSeen, markNoticesSeen } from '../store/repos/notice.repo.ts';
import { addReminder, changeReminder, type ReminderRow, reminderById } from '../store/repos/reminder.repo.ts';
import { moveView, removeView, saveView } from '../store/repos/saved-view.repo.ts';
import { me } from '../store/repos/settings.repo.ts';
import { listTags, removeTag, saveTag } from '../store/repos/tag.repo.ts';
import { type CommandContext, requirePerson } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { filter, id, moment, sort } from './shapes.ts';

type Methods =
  | 'notice.seen'
  | 'tag.save'
  | 'tag.remove'
  | 'view.save'
  | 'view.move'
  | 'view.remove'
  | 'reminder.add'
  | 'reminder.change';

const name = z.string().trim().min(1).max(60);

/** Tags, views of one's own, reminders. */
export function deskHandlers({ store, alarms, now }: CommandContext): Handlers<Methods> {
  const requireReminder = (reminderId: string): ReminderRow => found(reminderById(store.read, reminderId), 'reminder');

  return {
    'notice.seen': handler(
      z.object({ customerId: id.exactOptional(), noticeId: id.exactOptional() }),
      ({ customerId, noticeId }) => {
        if (noticeId !== undefined) {
          store.write((tx) => markNoticeSeen(tx, noticeId, now()));
          return {};
        }
        const members = customerId === undefined ? undefined : requirePerson(store.read, customerId).members;
        store.write((tx) => markNoticesSeen(tx, now(), members));
        return {};
      },
    ),
    'tag.save': handler(z.object({ id: id.exactOptional(), name, colour: z.enum(tagColours) }), (tag) => {
      const same = listTags(store.read).find((known) => known.name.toLowerCase() === tag.name.toLowerCase());
      if (same && same.id !== tag.id) throw new DomainError('invalid-input', 'there is a tag of this name');
      return {
        tagId: found(
          store.write((tx) => saveTag(tx, tag)),
          'tag',
        ),
      };
    }),
    'tag.remove': handler(z.object({ tagId: id }), ({ tagId }) => {
      if (!store.write((tx) => removeTag(tx, tagId, now()))) throw new DomainError('not-found', 'no such tag');
      return { tagId };
    }),
    'view.save': handler(z.object({ ...filter, id: id.exactOptional(), name, sort }), (view) => ({
      viewId: found(
        store.write((tx) => saveView(tx, view)),
        'view',
      ),
    })),
    'view.move': handler(z.object({ viewId: id, to: z.int().min(0) }), ({ viewId, to }) => {
      if (!store.write((tx) => moveView(tx, viewId, to))) throw new DomainError('not-found', 'no such view');
      return { viewId };
    }),
    'view.remove': handler(z.object({ viewId: id }), ({ viewId }) => {
      if (!store.write((tx) => removeView(tx, viewId))) throw new DomainError('not-found', 'no such view');
      return { viewId };
    }),
    'reminder.add': handler(
      z.object({ customerId: id, at: moment, text: z.string().trim().max(1000) }),
      ({ customerId, at, text }) => {
        const { root } = requirePerson(store.read, customerId);
        const reminderId = store.write(
          (tx) => addReminder(tx, { customerKey: root.key, agentKey: me(tx).key, at, text, now: now() }),
          { durable: true },
        );
        alarms.set();
        return { reminderId };
      },
    ),
    'reminder.change': handler(
      z.object({
        reminderId: id,
        at: moment.exactOptional(),
        text: z.string().trim().max(1000).exactOptional(),
        done: z.boolean().exactOptional(),
      }),
      ({ reminderId, at, text, done }) => {
        const row = requireReminder(reminderId);
        store.write(
          (tx) =>
            changeReminder(tx, row, {
              ...(at === undefined ? {} : { at }),
              ...(text === undefined ? {} : { text }),
              ...(done === undefined ? {} : { doneAt: done ? now() : null }),
            }),
          { durable: true },
        );
        alarms.set();
        return { reminderId };
      },
    ),
  };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new DomainError('not-found', `no such ${what}`);
  return value;
}
