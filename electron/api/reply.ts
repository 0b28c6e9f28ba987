import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import type { ChannelId, ContactPointId, CustomerId } from '../../shared/model/index.ts';
import { normaliseEmail } from '../core/identity/normalise.ts';
import { answerInvitation, type Invitation } from '../core/invitation-reply.ts';
import { invitationWords } from '../core/invitation-words.ts';
import { attachmentsOf } from '../store/repos/attachment.repo.ts';
import { type ChannelRecord, channelByKey, findChannel } from '../store/repos/channel.repo.ts';
import { type ContactRow, contactByKey, contactsOf, usesOf } from '../store/repos/customer.repo.ts';
import { deleteDrafts } from '../store/repos/draft.repo.ts';
import { type ItemRow, setExtra } from '../store/repos/item.repo.ts';
import { readExtra } from '../store/repos/item-extra.ts';
import { me, spokenLanguage } from '../store/repos/settings.repo.ts';
import { remoteThreadOf } from '../store/repos/thread.repo.ts';
import { capabilitiesOf } from '../sync/registry.ts';
import { queueReply } from '../sync/reply.ts';
import { queueWritten, requireRoute } from '../sync/written.ts';
import { type CommandContext, requireItem, requirePerson } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { id, reply as replyShape } from './shapes.ts';

type Methods = 'reply.send' | 'reply.typing' | 'invitation.answer';

/** Providers show it for about five seconds; telling them more often says nothing more. */
const typingEveryMs = 4_000;

export function replyHandlers({ store, files, channels, registry, now }: CommandContext): Handlers<Methods> {
  const typedAt = new Map<string, number>();

  const place = (given: { customerId: CustomerId; contactPointId: ContactPointId; channelId: ChannelId }) => {
    const { members } = requirePerson(store.read, given.customerId);
    return { members, ...requireRoute(store.read, members, given) };
  };

  return {
    'reply.send': handler(replyShape, (input) => {
      if (input.text.trim() === '' && input.files.length === 0) throw new DomainError('invalid-input', 'nothing to send');
      const { root, members } = requirePerson(store.read, input.customerId);
      const itemIds = store.write(
        (tx) => {
          deleteDrafts(tx, members, input.forward ? 'forward' : 'reply');
          return queueWritten(tx, registry, { customerKey: root.key, members }, input, now());
        },
        { durable: true },
      );
      channels.get(input.channelId)?.outbox.kick();
      channels.indexSoon();
      return { itemIds };
    }),
    'reply.typing': handler(z.object({ customerId: id, contactPointId: id, channelId: id }), (input) => {
      const { contact, channel } = place(input);
      if (!capabilitiesOf(registry, channel).typing)
        throw new DomainError('not-allowed', 'this channel does not show that somebody types');
      const key = `${channel.key}:${contact.key}`;
      if (now() - (typedAt.get(key) ?? Number.NEGATIVE_INFINITY) < typingEveryMs) return {};
      typedAt.set(key, now());
      const thread = usesOf(store.read, contact.key).find((use) => use.channel_key === channel.key)?.thread_key ?? null;
      const remoteThread = thread === null ? undefined : remoteThreadOf(store.read, thread);
      channels.get(channel.id)?.typing({ address: contact.value, ...(remoteThread === undefined ? {} : { remoteThread }) });
      return {};
    }),
    'invitation.answer': handler(
      z.object({ itemId: id, answer: z.enum(['accepted', 'declined', 'tentative']) }),
      async ({ itemId, answer }) => {
        const item = requireItem(store.read, itemId);
        const invitation = invitationOf(item);
        const { contact, channel } = invitedAt(item);
        const request = await icsOf(item, invitation);
        const ours = [channel.address, ...(channel.config.kind === 'email' ? (channel.config.aliases ?? []) : [])];
        const { name } = me(store.read);
        const { ics, organizer } = answerInvitation({
          invitation,
          answer,
          ours,
          now: now(),
          ...(name === '' ? {} : { name }),
          ...(request === undefined ? {} : { request }),
        });
        const words = invitationWords(answer, invitation.summary, spokenLanguage(store.read));
        const itemIds = store.write(
          (tx) => {
            const current = requireItem(tx, itemId);
            setExtra(tx, current, { card: { ...invitation, answer } });
            return queueReply(
              tx,
              registry,
              {
                contact: organizerContact(contact, organizer.address),
                channel,
                text: words,
                subject: words,
                replyToItemId: itemId,
                files: [],
                calendar: { method: 'reply', ics, organizer },
              },
              now(),
            );
          },
          { durable: true },
        );
        channels.get(channel.id)?.outbox.kick();
        return { itemIds };
      },
    ),
  };

  function invitationOf(item: ItemRow): Invitation {
    const { card } = readExtra(item);
    if (card?.type !== 'invitation' || card.method !== 'request')
      throw new DomainError('invalid-input', 'this is no invitation that could be answered');
    if (!card.organizer) throw new DomainError('not-allowed', 'the invitation does not say who gets the answer');
    return card;
  }

  function invitedAt(item: ItemRow): { contact: ContactRow; channel: ChannelRecord } {
    const channel = item.channel_key === null ? undefined : channelByKey(store.read, item.channel_key);
    const contact = item.contact_key === null ? undefined : contactByKey(store.read, item.contact_key);
    if (!contact || !channel || !findChannel(store.read, channel.id))
      throw new DomainError('not-allowed', 'the mailbox it came to is not here any more');
    return { contact, channel };
  }

  /** The invitation as it came: by its card, or as a file of the mail. */
  async function icsOf(item: ItemRow, { source }: Invitation): Promise<string | undefined> {
    const file = attachmentsOf(store.read, item.key).find(({ mime, hash }) => hash !== null && /^text\/calendar\b/i.test(mime));
    const hash = source ?? file?.hash ?? undefined;
    const bytes = hash === undefined ? undefined : await files.get(hash).catch(() => undefined);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  }

  /** The organizer's own address where this person has it; else the one the invitation came from stands for it. */
  function organizerContact(contact: ContactRow, organizer: string): ContactRow {
    const key = normaliseEmail(organizer);
    return contactsOf(store.read, contact.customer_key).find((row) => row.kind === 'email' && row.normalised === key) ?? contact;
  }
}
