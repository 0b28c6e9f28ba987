import type { Commands } from '../../shared/contract/api.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import type { ChannelId, ContactPointId, ItemId } from '../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../store/db.ts';
import { type ChannelRecord, findChannel } from '../store/repos/channel.repo.ts';
import { type ContactRow, contactById } from '../store/repos/customer.repo.ts';
import { checkForward, queueForward } from './forward.ts';
import type { Registry } from './registry.ts';
import { checkReply, queueReply } from './reply.ts';
import { followUp } from './sequel.ts';

type Written = Commands['reply.send']['in'];
/** Whose timeline it is, all identities of the person, and the conversation where that is settled already. */
type About = { customerKey: number; members: readonly number[]; conversationKey?: number };

/**
 * Puts what a person wrote into the outbox, to the customer or about them to others, and does what follows on it.
 *
 * @throws DomainError what `queueReply` and `queueForward` throw, `not-found` when address or channel are gone,
 *   `invalid-input` for an address of somebody else
 */
export function queueWritten(tx: WriteTx, registry: Registry, about: About, written: Written, now: number): ItemId[] {
  const { customerKey, conversationKey } = about;
  const { forward, sequel, ...reply } = written;
  const itemIds = forward
    ? queueForward(tx, registry, { ...reply, customerKey, forward, channel: requireChannel(tx, written.channelId) }, now)
    : queueReply(
        tx,
        registry,
        {
          ...reply,
          ...requireRoute(tx, about.members, written),
          ...(conversationKey === undefined ? {} : { conversationKey }),
        },
        now,
      );
  if (sequel) followUp(tx, customerKey, sequel, now);
  return itemIds;
}

/**
 * The same without queueing it: what would refuse it, the channel it takes and the address it goes to.
 *
 * @throws DomainError as {@link queueWritten}
 */
export function checkWritten(
  tx: WriteTx,
  registry: Registry,
  about: About,
  written: Written,
): { channel: ChannelRecord; address: string } {
  const { forward } = written;
  if (forward) {
    const channel = requireChannel(tx, written.channelId);
    const { to } = checkForward(tx, registry, { ...written, customerKey: about.customerKey, forward, channel });
    return { channel, address: to.address };
  }
  const route = requireRoute(tx, about.members, written);
  checkReply(tx, registry, { ...written, ...route });
  return { channel: route.channel, address: route.contact.label ?? route.contact.value };
}

/**
 * The address of this person and the channel that something goes by.
 *
 * @throws DomainError `not-found`, `invalid-input` for an address of somebody else
 */
export function requireRoute(
  db: ReadDb,
  members: readonly number[],
  { contactPointId, channelId }: { contactPointId?: ContactPointId; channelId: ChannelId },
): { contact: ContactRow; channel: ChannelRecord } {
  const contact = contactPointId === undefined ? undefined : contactById(db, contactPointId);
  if (!contact) throw new DomainError('not-found', 'no such contact point');
  if (!members.includes(contact.customer_key)) throw new DomainError('invalid-input', 'this address belongs to somebody else');
  return { contact, channel: requireChannel(db, channelId) };
}

function requireChannel(db: ReadDb, channelId: ChannelId): ChannelRecord {
  const channel = findChannel(db, channelId);
  if (!channel) throw new DomainError('not-found', 'no such channel');
  return channel;
}
