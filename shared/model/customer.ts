import type { ChannelKind } from './channel.ts';
import type { AgentId, ChannelId, ContactPointId, CustomerId, EpochMs, ItemId, LinkId } from './ids.ts';

export type ContactPointKind = 'email' | 'phone' | 'telegram';

/** Where a name or an address came from, best last: what a person typed wins over what a provider says. */
export type Evidence = {
  source: 'channel' | 'shared-contact' | 'stated' | 'agent';
  channelId?: ChannelId;
  itemId?: ItemId;
  agentId?: AgentId;
  at: EpochMs;
};

/** One address of a person. `value` is shown as it was given; comparison uses a normalised key that stays in the store. */
export type ContactPoint = {
  id: ContactPointId;
  /** The original identity it belongs to, which may be linked to others. */
  customerId: CustomerId;
  kind: ContactPointKind;
  value: string;
  /** The provider's own name for it: `@mariak`, the display name of a mail address. */
  label?: string;
  /** Proved by the channel itself: it came from there, or the provider vouches for it. */
  verified: boolean;
  evidence: Evidence;
  lastUsedAt?: EpochMs;
  /** Names and labels the provider used to give, newest first. */
  earlier?: Array<{ label: string; until: EpochMs }>;
  /** Present when the provider has told us that nothing reaches this address any more. */
  unreachable?: { reason: UnreachableReason; at: EpochMs; detail?: string };
};

/** What somebody's own account lets a channel do that answers for it: `ended`, it is connected no more. */
export type AccountRight = 'answer' | 'read' | 'ended';

export type UnreachableReason = 'blocked' | 'deactivated' | 'not-started' | 'no-such-address';

/** An active statement that two identities are one person. Undoing it leaves the row and restores both exactly. */
export type IdentityLink = {
  id: LinkId;
  customerIds: readonly [CustomerId, CustomerId];
  names: readonly [string, string];
  evidence: LinkEvidence;
  author: { agentId: AgentId; name: string } | 'rule';
  at: EpochMs;
};

export type LinkEvidence =
  | { rule: 'same-contact-point'; kind: ContactPointKind; value: string; channelKinds: ReadonlyArray<ChannelKind> }
  | { rule: 'by-hand'; note?: string };
