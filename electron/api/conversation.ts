import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import { type CustomerId, conversationStatuses, type TimelineEvent } from '../../shared/model/index.ts';
import type { WriteTx } from '../store/db.ts';
import { type ConversationRow, openConversation, openNew, setAssignee, setStatus } from '../store/repos/conversation.repo.ts';
import { markRead, markUnread } from '../store/repos/inbox.repo.ts';
import { insertItem } from '../store/repos/item.repo.ts';
import { agentKey, me } from '../store/repos/settings.repo.ts';
import { type CommandContext, requirePerson } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { id } from './shapes.ts';

type Methods = 'conversation.setStatus' | 'conversation.assign' | 'customer.markRead' | 'customer.markUnread';

export function conversationHandlers({ store, now }: CommandContext): Handlers<Methods> {
  const current = (tx: WriteTx, customerId: CustomerId): ConversationRow => {
    const { root } = requirePerson(tx, customerId);
    return openConversation(tx, root.key) ?? openNew(tx, root.key, now(), false);
  };
  const record = (tx: WriteTx, conversation: ConversationRow, event: TimelineEvent): void => {
    insertItem(tx, {
      customerKey: conversation.customer_key,
      conversationKey: conversation.key,
      agentKey: me(tx).key,
      kind: 'event',
      direction: 'none',
      sentAt: now(),
      receivedAt: now(),
      text: '',
      event,
    });
  };
  const won = (version: number | undefined): number => {
    if (version === undefined) throw new DomainError('conflict', 'somebody changed this conversation first', { retryable: true });
    return version;
  };

  return {
    'conversation.setStatus': handler(
      z.object({ customerId: id, status: z.enum(conversationStatuses), version: z.int().exactOptional() }),
      ({ customerId, status, version }) => ({
        version: store.write(
          (tx) => {
            const { root } = requirePerson(tx, customerId);
            const open = openConversation(tx, root.key);
            if (!open && status === 'resolved') return 0;
            const conversation = open ?? openNew(tx, root.key, now(), false);
            if (open?.status === status) return open.version;
            const next = won(setStatus(tx, conversation, status, now(), open ? version : undefined));
            record(tx, conversation, { type: 'status', from: open?.status ?? 'resolved', to: status });
            return next;
          },
          { durable: true },
        ),
      }),
    ),
    'conversation.assign': handler(
      z.object({ customerId: id, agentId: id.nullable(), version: z.int().exactOptional() }),
      ({ customerId, agentId, version }) => ({
        version: store.write(
          (tx) => {
            const conversation = current(tx, customerId);
            const key = agentId === null ? null : agentKey(tx, agentId);
            if (key === undefined) throw new DomainError('not-found', 'no such agent');
            const next = won(setAssignee(tx, conversation, key, version));
            const name = key === null ? undefined : tx.value<string>('SELECT name FROM agents WHERE key = ?', key);
            record(tx, conversation, { type: 'assigned', ...(name === undefined ? {} : { to: name }) });
            return next;
          },
          { durable: true },
        ),
      }),
    ),
    'customer.markRead': handler(z.object({ customerId: id, upTo: z.int().min(0) }), ({ customerId, upTo }) => {
      const { members } = requirePerson(store.read, customerId);
      store.write((tx) => markRead(tx, members, me(tx).key, upTo));
      return { upTo };
    }),
    'customer.markUnread': handler(z.object({ customerId: id }), ({ customerId }) => {
      const { members } = requirePerson(store.read, customerId);
      return { upTo: store.write((tx) => markUnread(tx, members, me(tx).key)) };
    }),
  };
}
