import type { Forward } from '../../shared/contract/api.ts';
import type { OutgoingFile, PlannedReply } from '../../shared/contract/connector.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import { shownMarks, tidyMarks } from '../../shared/lib/marks.ts';
import type { ItemId, MailAddress, TextMark } from '../../shared/model/index.ts';
import { parseMailAddresses } from '../core/mail-address.ts';
import type { WriteTx } from '../store/db.ts';
import type { ChannelRecord } from '../store/repos/channel.repo.ts';
import { openConversation } from '../store/repos/conversation.repo.ts';
import { membersOf, rootOf } from '../store/repos/customer.repo.ts';
import { itemById } from '../store/repos/item.repo.ts';
import { me } from '../store/repos/settings.repo.ts';
import { queuePart } from './queue-part.ts';
import { capabilitiesOf, connectorFor, type Registry } from './registry.ts';
import { assertCarried, copies } from './reply.ts';

export type ForwardInput = {
  /** Any identity of the person it is about. */
  customerKey: number;
  channel: ChannelRecord;
  forward: Forward;
  text: string;
  marks?: TextMark[];
  subject?: string;
  cc?: string[];
  bcc?: string[];
  files: OutgoingFile[];
};

/**
 * Puts a mail to somebody else, about this customer, into the outbox. It stands on the customer's timeline as what it is: it
 * answers nobody, opens and changes no conversation, begins a thread of its own, and its addresses become nobody's here.
 *
 * @throws DomainError as {@link checkForward}
 */
export function queueForward(tx: WriteTx, registry: Registry, input: ForwardInput, now: number): ItemId[] {
  const { channel, forward } = input;
  const { to, cc, bcc } = checkForward(tx, registry, input);
  const root = rootOf(tx, input.customerKey).key;
  const conversation = openConversation(tx, root);
  const marks = shownMarks(tidyMarks(input.text, input.marks ?? []), capabilitiesOf(registry, channel).formatting ?? []);
  const written: PlannedReply = { text: input.text, files: input.files, ...(marks.length === 0 ? {} : { marks }) };
  return connectorFor(registry, channel.kind)
    .plan(written)
    .map((part) =>
      queuePart(
        tx,
        {
          customerKey: root,
          channel,
          agent: me(tx),
          to,
          cc,
          bcc,
          usedThread: null,
          references: [],
          subject: input.subject?.trim() ?? '',
          passedOn: { itemId: forward.itemId, to: [to, ...cc] },
          ...(conversation ? { conversationKey: conversation.key } : {}),
        },
        part,
        undefined,
        now,
      ),
    );
}

/**
 * Everything that would refuse it, without queueing it.
 *
 * @throws DomainError `not-allowed` on a channel that is no mailbox, `too-large`, `invalid-input` without an address or with
 *   what is none, `not-found` when the item is not on this person's timeline
 */
export function checkForward(
  tx: WriteTx,
  registry: Registry,
  { channel, forward, customerKey, ...input }: ForwardInput,
): { to: MailAddress; cc: MailAddress[]; bcc: MailAddress[] } {
  const capabilities = capabilitiesOf(registry, channel);
  if (!capabilities.subject || !capabilities.mayWriteFirst)
    throw new DomainError('not-allowed', 'only a mailbox passes something on');
  const item = itemById(tx, forward.itemId);
  const members = membersOf(tx, rootOf(tx, customerKey).key);
  if (!item || !members.some(({ key }) => key === item.customer_key))
    throw new DomainError('not-found', 'no such item of this person');
  const { addresses, wrong } = parseMailAddresses(forward.to);
  const [to] = addresses;
  if (!to || wrong.length > 0)
    throw new DomainError('invalid-input', `«${wrong[0] ?? ''}» is not a mail address`, { details: { address: wrong[0] ?? '' } });
  const further = { cc: [...forward.to.slice(1), ...(input.cc ?? [])], bcc: input.bcc ?? [] };
  assertCarried(capabilities, { files: input.files, ...further });
  return { to, ...copies(further, to.address) };
}
