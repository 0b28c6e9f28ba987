import type { ReplyOption } from '../../shared/contract/api.ts';
import type { AccountRight, Capabilities, ConnectionState, UnreachableReason } from '../../shared/model/index.ts';

/** What is known of one address on one channel. */
export type ContactOnChannel = {
  capabilities: Capabilities;
  channelState: ConnectionState;
  /** They have written to us there. */
  hasWritten: boolean;
  unreachable?: UnreachableReason;
  /** Of the account of ours that they wrote to, where the channel answers for one. */
  account?: AccountRight;
};

export type SendPermission = { allowed: true } | { allowed: false; reason: NonNullable<ReplyOption['reason']> };

/**
 * The one answer to "may we write to this address on this channel now". Composer, outbox, rules and surveys all ask it.
 * A channel that is offline still allows: the message waits in the outbox.
 */
export function canSend(contact: ContactOnChannel): SendPermission {
  switch (contact.unreachable) {
    case 'blocked':
      return { allowed: false, reason: 'unreachable-blocked' };
    case 'deactivated':
      return { allowed: false, reason: 'unreachable-deactivated' };
    case 'not-started':
      return { allowed: false, reason: 'must-write-first' };
    case 'no-such-address':
      return { allowed: false, reason: 'unreachable-address' };
    case undefined:
      break;
  }
  if (contact.account === 'ended') return { allowed: false, reason: 'account-ended' };
  if (contact.account === 'read') return { allowed: false, reason: 'account-only-read' };
  if (!contact.capabilities.mayWriteFirst && !contact.hasWritten) return { allowed: false, reason: 'must-write-first' };
  if (contact.channelState === 'stopped') return { allowed: false, reason: 'channel-stopped' };
  return { allowed: true };
}
