import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import type { Capabilities, ItemId } from '../../shared/model/index.ts';
import { type Changeable, fitsAs, mayChange, mayReact, type Refusal } from '../core/change.ts';
import type { WriteTx } from '../store/db.ts';
import { attachmentsOf } from '../store/repos/attachment.repo.ts';
import { channelByKey } from '../store/repos/channel.repo.ts';
import { type ItemRow, saysSo } from '../store/repos/item.repo.ts';
import { readExtra } from '../store/repos/item-extra.ts';
import { outboxOfItem } from '../store/repos/outbox.repo.ts';
import { forgetWish, mayBeDone, type Wish, wish } from '../store/repos/remote-action.repo.ts';
import { carried, rewordUnsent, withdrawUnsent } from '../sync/change.ts';
import { capabilitiesOf } from '../sync/registry.ts';
import { type CommandContext, requireItem } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { id, marks, text } from './shapes.ts';

type Methods = 'message.edit' | 'message.withdraw' | 'message.react';

/** Changes of messages that are there already: at once where they have not left, at the provider otherwise. */
export function changeHandlers({ store, channels, registry, now }: CommandContext): Handlers<Methods> {
  return {
    'message.edit': handler(z.object({ itemId: id, text, marks: marks.exactOptional() }), (input) => {
      change(input.itemId, (tx, { item, capabilities, message }) => {
        own(item);
        const row = outboxOfItem(tx, item.key);
        const unsent = row?.state === 'queued' || row?.state === 'rejected';
        refuse(unsent ? undefined : mayChange(capabilities.edit, message, now()));
        refuse(fitsAs(input.text, capabilities, message));
        const words = { text: input.text, marks: carried(input.text, input.marks, capabilities) };
        if (row && unsent) {
          rewordUnsent(tx, row, item, words);
          return;
        }
        if (mayBeDone(tx, item.key, 'withdraw')) throw new DomainError('conflict', 'it is being taken back');
        forgetWish(tx, item.key, 'withdraw');
        ask(tx, item, { type: 'edit', ...words }, saysSo(item, words));
      });
      return { itemId: input.itemId };
    }),
    'message.withdraw': handler(z.object({ itemId: id }), ({ itemId }) => {
      change(itemId, (tx, { item, capabilities, message }) => {
        own(item);
        const row = outboxOfItem(tx, item.key);
        if (row && withdrawUnsent(tx, row)) return;
        refuse(mayChange(capabilities.withdraw, message, now()));
        forgetWish(tx, item.key, 'edit');
        ask(tx, item, { type: 'withdraw' }, false);
      });
      return { itemId };
    }),
    'message.react': handler(z.object({ itemId: id, emoji: z.string().min(1).max(32).exactOptional() }), ({ itemId, emoji }) => {
      change(itemId, (tx, { item, capabilities, message }) => {
        refuse(mayReact(capabilities, emoji));
        if (!message.arrived) throw new DomainError('conflict', 'it has not been sent yet');
        const ours = readExtra(item).reactions?.filter(({ by }) => by === 'us') ?? [];
        const same = emoji === undefined ? ours.length === 0 : ours.length === 1 && ours[0]?.emoji === emoji;
        ask(tx, item, { type: 'react', ...(emoji === undefined ? {} : { emoji }) }, same);
      });
      return { itemId };
    }),
  };

  function change(itemId: ItemId, work: (tx: WriteTx, on: Found) => void): void {
    const key = store.write(
      (tx) => {
        const item = requireItem(tx, itemId);
        const channel = item.channel_key === null ? undefined : channelByKey(tx, item.channel_key);
        if (!channel) throw new DomainError('not-allowed', 'this is no message');
        if (item.deleted_at !== null) throw new DomainError('conflict', 'it is deleted already');
        const capabilities = capabilitiesOf(registry, channel);
        const arrived = item.remote_id !== null && ['sent', 'delivered', 'read'].includes(item.delivery ?? 'sent');
        const hasFiles = attachmentsOf(tx, item.key).length > 0;
        work(tx, { item, capabilities, message: { arrived, sentAt: item.sent_at, hasFiles } });
        tx.touchCustomer(item.customer_key);
        return channel.key;
      },
      { durable: true },
    );
    channels.byKey(key)?.changes.kick();
    channels.indexSoon();
  }

  /** What is so already has not to be asked for, unless something else may have been done meanwhile. */
  function ask(tx: WriteTx, item: ItemRow, wanted: Wish, isSo: boolean): void {
    if (item.delivery === 'cancelled') throw new DomainError('conflict', 'it was withdrawn');
    if (item.delivery === 'unknown') throw new DomainError('conflict', 'nobody knows yet whether it arrived');
    if (isSo && !mayBeDone(tx, item.key, wanted.type)) forgetWish(tx, item.key, wanted.type);
    else wish(tx, { itemKey: item.key, channelKey: item.channel_key ?? 0, now: now() }, wanted);
  }
}

type Found = { item: ItemRow; capabilities: Capabilities; message: Changeable };

function own(item: ItemRow): void {
  if (item.direction !== 'out') throw new DomainError('not-allowed', 'only what we wrote can be changed');
}

function refuse(refusal: Refusal): void {
  if (refusal) throw new DomainError(refusal.code, refusal.words);
}
