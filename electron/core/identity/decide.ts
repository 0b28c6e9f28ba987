import type { ContactPointKind } from '../../../shared/model/index.ts';

/** One side of a possible link: an address as it is known of a person. */
export type KnownAddress = {
  kind: ContactPointKind;
  /** Normalised, so that equal means the same address. */
  key: string;
  /** The channel itself proves it: they wrote from it, or the provider vouches that it is theirs. */
  verified: boolean;
  /** They, or an agent, said it is theirs: a signature, the customer panel. */
  claimedAsOwn: boolean;
};

export type Person = { rootKey: number; addresses: readonly KnownAddress[] };

/** Kinds of which one person has one: two different ones are evidence that they are two people. */
const singular: ReadonlySet<ContactPointKind> = new Set(['telegram']);

export type LinkDecision =
  | { link: false; reason: 'nobody' | 'ambiguous' | 'unproved' | 'two-accounts' | 'taken-apart' }
  | { link: true; with: number };

/**
 * Whether an address that has just become known of `person` joins them with somebody else. A false merge hurts as much
 * as a duplicate, so: one other person only; at least one side proved by a channel and the other their own statement;
 * never against two different accounts of one provider; never again after a person took them apart.
 */
export function decideLink(
  person: Person,
  address: KnownAddress,
  others: readonly Person[],
  wasTakenApart: (rootKey: number) => boolean,
): LinkDecision {
  const holders = others.filter(
    (other) =>
      other.rootKey !== person.rootKey &&
      other.addresses.some((known) => known.kind === address.kind && known.key === address.key),
  );
  const [other] = holders;
  if (!other) return { link: false, reason: 'nobody' };
  if (holders.length > 1) return { link: false, reason: 'ambiguous' };
  const theirs = other.addresses.find((known) => known.kind === address.kind && known.key === address.key);
  const proved = address.verified || theirs?.verified === true;
  const ownOnBothSides =
    (address.verified || address.claimedAsOwn) && (theirs?.verified === true || theirs?.claimedAsOwn === true);
  if (!proved || !ownOnBothSides) return { link: false, reason: 'unproved' };
  if (differentAccounts(person, other)) return { link: false, reason: 'two-accounts' };
  if (wasTakenApart(other.rootKey)) return { link: false, reason: 'taken-apart' };
  return { link: true, with: other.rootKey };
}

function differentAccounts(a: Person, b: Person): boolean {
  for (const kind of singular) {
    const ofA = new Set(a.addresses.filter((known) => known.kind === kind && known.verified).map((known) => known.key));
    const ofB = b.addresses.filter((known) => known.kind === kind && known.verified).map((known) => known.key);
    if (ofA.size > 0 && ofB.length > 0 && !ofB.some((key) => ofA.has(key))) return true;
  }
  return false;
}
