import { z } from 'zod';
import { draftKinds } from '../../shared/contract/api.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import { tidyMarks } from '../../shared/lib/marks.ts';
import { attachmentById, setAttachment } from '../store/repos/attachment.repo.ts';
import { channelByKey } from '../store/repos/channel.repo.ts';
import { openConversation } from '../store/repos/conversation.repo.ts';
import { deleteDrafts, saveDraft } from '../store/repos/draft.repo.ts';
import { insertItem, setDelivery } from '../store/repos/item.repo.ts';
import { moveState, type OutboxRow, outboxByKey, outboxOfItem } from '../store/repos/outbox.repo.ts';
import { pin } from '../store/repos/pin.repo.ts';
import { forgetWish } from '../store/repos/remote-action.repo.ts';
import { me } from '../store/repos/settings.repo.ts';
import { grantUnsent } from '../sync/change.ts';
import { noticeMention } from '../sync/notices.ts';
import { capabilitiesOf, connectorFor } from '../sync/registry.ts';
import { type CommandContext, requireItem, requirePerson } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { draft, id, marks, text } from './shapes.ts';

type Methods =
  | 'note.add'
  | 'item.pin'
  | 'item.illustrated'
  | 'file.stage'
  | 'draft.save'
  | 'outbox.check'
  | 'outbox.sendAgain'
  | 'outbox.cancel'
  | 'attachment.fetch';

/** Largest file that may be staged, in bytes; the channel's own limit is checked when it is sent. */
const maxStaged = 200 * 1024 * 1024;

export function messageHandlers({ store, files, channels, registry, team, now }: CommandContext): Handlers<Methods> {
  const outbox = (itemId: string): OutboxRow => {
    const row = outboxOfItem(store.read, requireItem(store.read, itemId).key);
    if (!row) throw new DomainError('not-found', 'this item was not sent from here');
    return row;
  };

  return {
    'note.add': handler(z.object({ customerId: id, text, marks: marks.exactOptional() }), (input) => {
      if (input.text.trim() === '') throw new DomainError('invalid-input', 'an empty note');
      const { root, members } = requirePerson(store.read, input.customerId);
      const item = store.write(
        (tx) => {
          deleteDrafts(tx, members, 'note');
          const conversation = openConversation(tx, root.key);
          const note = insertItem(tx, {
            customerKey: root.key,
            kind: 'note',
            direction: 'none',
            agentKey: me(tx).key,
            sentAt: now(),
            receivedAt: now(),
            text: input.text,
            ...(input.marks?.length ? { extra: { marks: tidyMarks(input.text, input.marks) } } : {}),
            ...(conversation ? { conversationKey: conversation.key } : {}),
          });
          noticeMention(tx, note);
          return note;
        },
        { durable: true },
      );
      channels.indexSoon();
      return { itemId: item.id };
    }),
    'item.pin': handler(z.object({ itemId: id, on: z.boolean() }), ({ itemId, on }) => {
      const item = requireItem(store.read, itemId);
      if (on && item.deleted_at !== null) throw new DomainError('invalid-input', 'a deleted item');
      const at = now();
      store.write((tx) => pin(tx, item, on ? { at, agentName: me(tx).name } : undefined, at), { durable: true });
      return { itemId };
    }),
    'item.illustrated': handler(z.object({ itemId: id }), async ({ itemId }) => {
      const item = requireItem(store.read, itemId);
      const channel = item.channel_key === null ? undefined : channelByKey(store.read, item.channel_key);
      if (!channel || item.html_hash === null) return null;
      // Brought in from elsewhere, the item may be here without its body.
      const body = await files.get(item.html_hash).catch(() => undefined);
      if (body === undefined) return null;
      return connectorFor(registry, channel.kind).illustrated?.(new TextDecoder().decode(body)) ?? null;
    }),
    'file.stage': handler(
      z.object({ name: z.string().min(1).max(255), mime: z.string().max(200), bytes: z.instanceof(ArrayBuffer) }),
      async ({ name, mime, bytes }) => {
        if (bytes.byteLength > maxStaged)
          throw new DomainError('too-large', `${name} is too large`, { details: { name, limit: maxStaged } });
        const stored = await files.put(new Uint8Array(bytes));
        return { ...stored, name, mime: mime || 'application/octet-stream' };
      },
    ),
    'draft.save': handler(
      z.object({
        customerId: id,
        kind: z.enum(draftKinds),
        draft: draft.nullable(),
      }),
      ({ customerId, kind, draft: given }) => {
        const { root, members } = requirePerson(store.read, customerId);
        const savedAt = now();
        store.write(
          (tx) => {
            if (given) saveDraft(tx, root.key, kind, given, savedAt);
            else deleteDrafts(tx, members, kind);
          },
          { durable: true },
        );
        return { savedAt };
      },
    ),
    'outbox.check': handler(z.object({ itemId: id }), async ({ itemId }) => {
      const row = outbox(itemId);
      const supervisor = channels.byKey(row.channel_key);
      const settled = supervisor ? await supervisor.outbox.check(row.key) : false;
      return { settled, delivery: requireItem(store.read, itemId).delivery ?? 'unknown' };
    }),
    'outbox.sendAgain': handler(z.object({ itemId: id }), async ({ itemId }) => {
      const row = outbox(itemId);
      if (team && row.offered > 0 && !(await team.sendAgain(itemId)))
        throw new DomainError('conflict', 'it is not waiting for this decision any more');
      const again = store.write(
        (tx) => {
          if (!moveState(tx, row.key, ['unknown', 'rejected'], team ? 'handed' : 'queued', now())) return false;
          setDelivery(tx, row.item_key, 'queued');
          // Wishing it gone and sending it again: the later counts. Other words leave with it.
          forgetWish(tx, row.item_key, 'withdraw');
          const channel = channelByKey(tx, row.channel_key);
          if (channel) grantUnsent(tx, row, capabilitiesOf(registry, channel));
          return true;
        },
        { durable: true },
      );
      if (!again) throw new DomainError('conflict', 'it is not waiting for this decision any more');
      channels.byKey(row.channel_key)?.outbox.kick();
      return { itemId };
    }),
    'outbox.cancel': handler(z.object({ itemId: id }), async ({ itemId }) => {
      const row = outbox(itemId);
      if (team && row.offered > 0 && !(await team.cancel(itemId)))
        throw new DomainError('conflict', 'it has left already', { details: { state: row.state } });
      const withdrawn = store.write(
        (tx) => {
          if (!moveState(tx, row.key, ['queued', 'handed'], 'cancelled')) return false;
          setDelivery(tx, row.item_key, 'cancelled');
          return true;
        },
        { durable: true },
      );
      if (!withdrawn)
        throw new DomainError('conflict', 'it has left already', { details: { state: outboxByKey(store.read, row.key)?.state } });
      return { itemId };
    }),
    'attachment.fetch': handler(z.object({ attachmentId: id }), ({ attachmentId }) => {
      const row = attachmentById(store.read, attachmentId);
      if (!row || row.channel_key === null) throw new DomainError('not-found', 'no such attachment');
      if ((row.state === 'remote' || row.state === 'failed') && !team?.wantFile(row.key)) {
        store.write((tx) => setAttachment(tx, row, { state: 'fetching' }));
        channels.byKey(row.channel_key)?.downloads.kick();
      }
      return { attachmentId };
    }),
  };
}
