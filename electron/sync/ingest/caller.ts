import type { InboundCall } from '../../../shared/contract/connector.ts';
import type { CallMatch, Evidence } from '../../../shared/model/index.ts';
import { callerKey, callerName, findCaller, type Holder, hiddenCallerName } from '../../core/identity/caller.ts';
import { nameRank } from '../../core/identity/names.ts';
import type { ReadDb, WriteTx } from '../../store/db.ts';
import {
  contactsOf,
  createCustomer,
  customerByKey,
  displayName,
  findContacts,
  membersOf,
  offerName,
  putContact,
  rootOf,
} from '../../store/repos/customer.repo.ts';
import { spokenLanguage } from '../../store/repos/settings.repo.ts';
import { type ApplyContext, nameAt } from './context.ts';
import { linkIfProved } from './link.ts';

export type Caller = { customerKey: number; contactKey?: number; match: CallMatch; normalised: string | null };

/** Everybody who has this number. */
export function holdersOf(db: ReadDb, normalised: string): Holder[] {
  return findContacts(db, 'phone', normalised).map((row) => {
    const rootKey = rootOf(db, row.customer_key).key;
    const customer = customerByKey(db, row.customer_key);
    const { source } = JSON.parse(row.evidence) as Evidence;
    const bare = row.verified === 0 && source === 'channel' && customer?.name_rank === nameRank.address;
    return {
      customerKey: row.customer_key,
      rootKey,
      contactKey: row.key,
      verified: row.verified === 1,
      onlyNumber: bare && membersOf(db, rootKey).length === 1 && contactsOf(db, row.customer_key).length === 1,
    };
  });
}

/**
 * On whose timeline a call belongs: the one person who has the number, or somebody new. A number of several people gets an
 * identity that is only the number, and each call from a hidden one gets its own, so that nobody is guessed and every call can be
 * worked on like any other.
 */
export function identifyCaller(
  tx: WriteTx,
  call: Pick<InboundCall, 'remoteId' | 'number' | 'callerName' | 'direction' | 'startedAt'>,
  ctx: ApplyContext,
): Caller {
  const { number } = call;
  const id = (...what: string[]): string | undefined => nameAt(ctx, call.remoteId, ...what);
  const normalised = number === undefined ? undefined : callerKey(number, ctx.country);
  if (number === undefined || normalised === undefined) {
    const name = hiddenCallerName(spokenLanguage(tx));
    return {
      customerKey: createCustomer(tx, name, nameRank.address, ctx.now, id('person')).key,
      match: 'hidden',
      normalised: null,
    };
  }
  const { match, holder } = findCaller(
    holdersOf(tx, normalised),
    (one) => displayName(tx, one.rootKey).rank > nameRank.address || !one.onlyNumber,
  );
  const proved = call.direction === 'in' && match !== 'several';
  if (holder && !(holder.onlyNumber && proved)) {
    return { customerKey: holder.customerKey, contactKey: holder.contactKey, match, normalised };
  }
  const name = match === 'several' ? undefined : callerName(call.callerName, number);
  const customerKey =
    holder?.customerKey ??
    createCustomer(tx, name ?? number, name ? nameRank.provider : nameRank.address, ctx.now, id('person', normalised)).key;
  const evidence: Evidence = { source: 'channel', channelId: ctx.channel.id, at: call.startedAt };
  const { key } = putContact(tx, customerKey, {
    ...defined(id('number', normalised)),
    kind: 'phone',
    value: number,
    normalised,
    verified: proved,
    evidence,
  });
  if (proved) linkIfProved(tx, customerKey, { kind: 'phone', key: normalised }, ctx.now);
  return { customerKey, contactKey: key, match, normalised };
}

/** A PBX may look up the name only while it rings: whoever is named by their number alone gets it then. */
export function nameCaller(
  tx: WriteTx,
  { customerKey, match }: Caller,
  call: Pick<InboundCall, 'number' | 'callerName' | 'direction'>,
): void {
  if (call.direction !== 'in' || call.number === undefined || match === 'several') return;
  const name = callerName(call.callerName, call.number);
  if (name === undefined || customerByKey(tx, customerKey)?.name_rank !== nameRank.address) return;
  offerName(tx, customerKey, name, nameRank.provider);
}

const defined = (id: string | undefined): { id?: string } => (id === undefined ? {} : { id });
