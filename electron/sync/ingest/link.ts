import type { ChannelKind, ContactPointKind, Evidence, LinkEvidence } from '../../../shared/model/index.ts';
import { decideLink, type KnownAddress, type Person } from '../../core/identity/decide.ts';
import type { WriteTx } from '../../store/db.ts';
import { type ContactRow, contactsOf, findContacts, membersOf, rootOf } from '../../store/repos/customer.repo.ts';
import { wasUndoneByHand } from '../../store/repos/link.repo.ts';
import { linkPersons } from '../../store/repos/linking.ts';

/** Joins this identity with the one other person who has the same address, when both sides prove it. */
export function linkIfProved(
  tx: WriteTx,
  customerKey: number,
  address: { kind: ContactPointKind; key: string },
  now: number,
): void {
  const root = rootOf(tx, customerKey).key;
  const person = personOf(tx, root);
  const own = person.addresses.find((known) => known.kind === address.kind && known.key === address.key);
  if (!own) return;
  const holders = findContacts(tx, address.kind, address.key);
  const otherRoots = new Set(holders.map((row) => rootOf(tx, row.customer_key).key));
  otherRoots.delete(root);
  const others = [...otherRoots].map((key) => personOf(tx, key));
  const memberKeys = (rootKey: number) => membersOf(tx, rootKey).map((row) => row.key);
  const decision = decideLink(person, own, others, (other) => wasUndoneByHand(tx, memberKeys(root), memberKeys(other)));
  if (!decision.link) return;
  const theirs = holders.find((row) => rootOf(tx, row.customer_key).key === decision.with);
  if (!theirs) return;
  const evidence: LinkEvidence = {
    rule: 'same-contact-point',
    kind: address.kind,
    value: theirs.value,
    channelKinds: channelKinds(tx, holders),
  };
  linkPersons(tx, { aKey: theirs.customer_key, bKey: customerKey, evidence, agentKey: null, at: now });
}

function personOf(tx: WriteTx, rootKey: number): Person {
  const addresses = membersOf(tx, rootKey).flatMap((member) => contactsOf(tx, member.key).map(toKnown));
  return { rootKey, addresses };
}

function toKnown(row: ContactRow): KnownAddress {
  const { source } = JSON.parse(row.evidence) as Evidence;
  return { kind: row.kind, key: row.normalised, verified: row.verified === 1, claimedAsOwn: source !== 'channel' };
}

function channelKinds(tx: WriteTx, holders: readonly ContactRow[]): ChannelKind[] {
  const kinds = new Set<ChannelKind>();
  for (const row of holders) {
    const { channelId } = JSON.parse(row.evidence) as Evidence;
    const kind = channelId === undefined ? undefined : tx.value<string>('SELECT kind FROM channels WHERE id = ?', channelId);
    if (kind !== undefined) kinds.add(kind as ChannelKind);
  }
  return [...kinds];
}
