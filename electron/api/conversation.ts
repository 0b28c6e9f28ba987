import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import { conversationStatuses } from '../../shared/model/index.ts';
import { tellsSeen } from '../core/change.ts';
import { listChannels } from '../store/repos/channel.repo.ts';
import { markRead, markUnread, readMark } from '../store/repos/inbox.repo.ts';
import { markNoticesSeen } from '../store/repos/notice.repo.ts';
import { wishSeen } from '../store/repos/remote-action.repo.ts';
import { me } from '../store/repos/settings.repo.ts';
import { changeConversation, undoChange } from '../sync/conversation.ts';
import { type CommandContext, requirePerson } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { id, moment } from './shapes.ts';

type Methods = 'conversation.change' | 'conversation.undo' | 'customer.markRead' | 'customer.markUnread';

/** How many may be changed at once: fifty are picked by hand, a thousand by choosing all. */
const many = 1000;

const change = z.object({
  status: z.enum(conversationStatuses).exactOptional(),
  snoozedUntil: moment.exactOptional(),
  result: z.string().max(80).exactOptional(),
  assigneeId: id.nullable().exactOptional(),
  addTags: z.array(id).max(50).exactOptional(),
  removeTags: z.array(id).max(50).exactOptional(),
});

const undo = z.object({
  conversationId: id,
  from: z.int(),
  version: z.int(),
  before: z.object({
    status: z.enum(conversationStatuses),
    snoozedUntil: moment.exactOptional(),
    result: z.string().max(80).exactOptional(),
    closedAt: moment.exactOptional(),
    assigneeId: id.nullable(),
    tags: z.array(id).max(100),
    absent: z.literal(true).exactOptional(),
  }),
});

export function conversationHandlers({ store, channels, alarms, team, now }: CommandContext): Handlers<Methods> {
  return {
    'conversation.change': handler(
      z.object({ customerIds: z.array(id).min(1).max(many), change, version: z.int().exactOptional() }),
      async (input) => {
        if (input.version !== undefined && input.customerIds.length > 1)
          throw new DomainError('invalid-input', 'a version guards one conversation only');
        if (team) {
          const roots = new Set(input.customerIds.map((customerId) => requirePerson(store.read, customerId).root.key));
          const answer = await team.change([...roots], input.change, input.version);
          alarms.set();
          return answer;
        }
        const undone = store.write(
          (tx) => {
            const roots = new Set(input.customerIds.map((customerId) => requirePerson(tx, customerId).root.key));
            return [...roots].flatMap((root) => changeConversation(tx, root, input.change, now(), input.version) ?? []);
          },
          { durable: true },
        );
        alarms.set();
        return { undo: undone };
      },
    ),
    'conversation.undo': handler(z.object({ undo: z.array(undo).min(1).max(many) }), async (input) => {
      const stands = team
        ? await team.undo(input.undo)
        : store.write((tx) => input.undo.flatMap((one) => undoChange(tx, one, now()) ?? []), { durable: true });
      alarms.set();
      return { restored: stands.length, changedSince: input.undo.length - stands.length, stands };
    }),
    'customer.markRead': handler(z.object({ customerId: id, upTo: z.int().min(0) }), ({ customerId, upTo }) => {
      const { members } = requirePerson(store.read, customerId);
      const told = listChannels(store.read).filter(({ config }) => tellsSeen(config));
      const read = { upTo, now: now(), channels: new Set(told.map(({ key }) => key)) };
      store.write((tx) => {
        const agent = me(tx).key;
        for (const member of members) wishSeen(tx, member, { ...read, after: readMark(tx, [member], agent) });
        markRead(tx, members, agent, upTo);
        markNoticesSeen(tx, now(), members);
      });
      for (const { id } of told) channels.get(id)?.changes.kick();
      return { upTo };
    }),
    'customer.markUnread': handler(z.object({ customerId: id }), ({ customerId }) => {
      const { members } = requirePerson(store.read, customerId);
      return { upTo: store.write((tx) => markUnread(tx, members, me(tx).key)) };
    }),
  };
}
