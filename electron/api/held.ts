import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import type { WriteTx } from '../store/db.ts';
import { openConversation, openNew, setAssignee } from '../store/repos/conversation.repo.ts';
import { deleteDrafts, saveDraft } from '../store/repos/draft.repo.ts';
import { type HeldRow, heldBody, heldById, insertHeld, moveHeld, takeHeld } from '../store/repos/held.repo.ts';
import { me } from '../store/repos/settings.repo.ts';
import { checkWritten } from '../sync/written.ts';
import { type CommandContext, requirePerson } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { draft, id, reply } from './shapes.ts';

type Methods = 'reply.hold' | 'held.change' | 'held.sendNow' | 'held.recall' | 'held.discard';

const time = z.int().min(0);

/** Answers that leave later: after the seconds in which they can be taken back, or at a chosen time. */
export function heldHandlers({ store, registry, held, now }: CommandContext): Handlers<Methods> {
  const waiting = (heldId: string): HeldRow => {
    const row = heldById(store.read, heldId);
    if (!row) throw new DomainError('conflict', 'it has left already');
    return row;
  };

  /** The conversation it will belong to, which from now on is theirs who wrote. */
  const answered = (tx: WriteTx, rootKey: number): number => {
    const conversation = openConversation(tx, rootKey) ?? openNew(tx, rootKey, now(), false);
    if (conversation.assignee_key === null) setAssignee(tx, conversation, me(tx).key);
    return conversation.key;
  };

  return {
    'reply.hold': handler(
      z.object({ reply, draft, reason: z.enum(['undo', 'later']), sendAt: time }),
      ({ reply: answer, draft: written, reason, sendAt }) => {
        if (answer.text.trim() === '' && answer.files.length === 0) throw new DomainError('invalid-input', 'nothing to send');
        const { root, members } = requirePerson(store.read, answer.customerId);
        const heldId = store.write(
          (tx) => {
            const { channel, address } = checkWritten(tx, registry, { customerKey: root.key, members }, answer);
            deleteDrafts(tx, members, answer.forward ? 'forward' : 'reply');
            return insertHeld(tx, {
              customerKey: root.key,
              conversationKey: answer.forward ? null : answered(tx, root.key),
              reason,
              body: {
                reply: answer,
                draft: written,
                sendAt,
                channelKind: channel.kind,
                channelName: channel.name,
                address,
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
      const kind = heldBody(row).reply.forward ? 'forward' : 'reply';
      store.write(
        (tx) => {
          if (!takeHeld(tx, row)) throw new DomainError('conflict', 'it has left already');
          saveDraft(tx, row.customer_key, kind, back, now());
        },
        { durable: true },
      );
      return { heldId };
    }),
    'held.discard': handler(z.object({ heldId: id }), ({ heldId }) => {
      store.write((tx) => takeHeld(tx, waiting(heldId)), { durable: true });
      return { heldId };
    }),
  };
}
