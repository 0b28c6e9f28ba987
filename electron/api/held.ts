import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import { findChannel } from '../store/repos/channel.repo.ts';
import { openConversation, openNew, setAssignee } from '../store/repos/conversation.repo.ts';
import { deleteDrafts, saveDraft } from '../store/repos/draft.repo.ts';
import { type HeldRow, heldById, insertHeld, moveHeld, takeHeld } from '../store/repos/held.repo.ts';
import { me } from '../store/repos/settings.repo.ts';
import { checkReply } from '../sync/reply.ts';
import { type CommandContext, requireContact, requirePerson } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { draft, id, reply } from './shapes.ts';

type Methods = 'reply.hold' | 'held.change' | 'held.sendNow' | 'held.recall';

const time = z.int().min(0);

/** Answers that leave later: after the seconds in which they can be taken back, or at a chosen time. */
export function heldHandlers({ store, registry, held, now }: CommandContext): Handlers<Methods> {
  const waiting = (heldId: string): HeldRow => {
    const row = heldById(store.read, heldId);
    if (!row) throw new DomainError('conflict', 'it has left already');
    return row;
  };

  return {
    'reply.hold': handler(
      z.object({ reply, draft, reason: z.enum(['undo', 'later']), sendAt: time }),
      ({ reply: answer, draft: written, reason, sendAt }) => {
        if (answer.text.trim() === '' && answer.files.length === 0) throw new DomainError('invalid-input', 'nothing to send');
        const { root, members } = requirePerson(store.read, answer.customerId);
        const contact = requireContact(store.read, answer.contactPointId);
        if (!members.includes(contact.customer_key))
          throw new DomainError('invalid-input', 'this address belongs to somebody else');
        const channel = findChannel(store.read, answer.channelId);
        if (!channel) throw new DomainError('not-found', 'no such channel');
        const heldId = store.write(
          (tx) => {
            const { customerId: _customer, contactPointId: _contact, channelId: _channel, sequel: _sequel, ...input } = answer;
            checkReply(tx, registry, { contact, channel, ...input });
            const conversation = openConversation(tx, root.key) ?? openNew(tx, root.key, now(), false);
            if (conversation.assignee_key === null) setAssignee(tx, conversation, me(tx).key);
            deleteDrafts(tx, members, 'reply');
            return insertHeld(tx, {
              customerKey: root.key,
              conversationKey: conversation.key,
              reason,
              body: {
                reply: answer,
                draft: written,
                sendAt,
                channelKind: channel.kind,
                channelName: channel.name,
                address: contact.label ?? contact.value,
              },
              now: now(),
            });
          },
          { durable: true },
        );
        held.kick();
        return { heldId };
      },
    ),
    'held.change': handler(z.object({ heldId: id, sendAt: time }), ({ heldId, sendAt }) => {
      store.write((tx) => moveHeld(tx, waiting(heldId), sendAt), { durable: true });
      held.kick();
      return { heldId };
    }),
    'held.sendNow': handler(z.object({ heldId: id }), ({ heldId }) => ({ itemIds: held.release(waiting(heldId)) })),
    'held.recall': handler(z.object({ heldId: id, draft }), ({ heldId, draft: back }) => {
      const row = waiting(heldId);
      store.write(
        (tx) => {
          if (!takeHeld(tx, row)) throw new DomainError('conflict', 'it has left already');
          saveDraft(tx, row.customer_key, 'reply', back, now());
        },
        { durable: true },
      );
      return { heldId };
    }),
  };
}
