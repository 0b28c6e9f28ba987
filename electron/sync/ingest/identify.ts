import type { Party } from '../../../shared/contract/connector.ts';
import type { Evidence } from '../../../shared/model/index.ts';
import { nameRank } from '../../core/identity/names.ts';
import { normaliseContactPoint } from '../../core/identity/normalise.ts';
import type { WriteTx } from '../../store/db.ts';
import { nameContact } from '../../store/repos/contact-name.repo.ts';
import { type ContactRow, createCustomer, findContacts, offerName, putContact } from '../../store/repos/customer.repo.ts';
import { wantPortrait } from '../../store/repos/portrait.repo.ts';
import type { ApplyContext } from './context.ts';
import { linkIfProved } from './link.ts';

/**
 * The identity behind an address, found by exact contact point or made new. An address that arrives on its own channel
 * is proved by that; one we only wrote to is not yet.
 *
 * @throws Error when it is no usable address
 */
export function identify(
  tx: WriteTx,
  party: Party,
  ctx: ApplyContext,
  { proved, at }: { proved: boolean; at: number },
): { customerKey: number; contactKey: number } {
  const key = normaliseContactPoint(party.kind, party.value, ctx.country);
  if (key === undefined) throw new Error(`not a usable ${party.kind} address`);
  const evidence: Evidence = { source: 'channel', channelId: ctx.channel.id, at };
  const holder = holderOf(tx, party, key);
  const customerKey =
    holder?.customer_key ??
    createCustomer(tx, party.name || party.label || party.value, party.name ? nameRank.provider : nameRank.address, ctx.now).key;
  const contact = putContact(tx, customerKey, {
    kind: party.kind,
    value: holder?.value ?? party.value,
    normalised: key,
    verified: proved,
    evidence,
    ...(party.label === undefined ? {} : { label: party.label }),
    ...(party.name ? { name: party.name } : {}),
  });
  if (party.name && contact.named) offerName(tx, customerKey, party.name, nameRank.provider);
  if (!holder || (proved && holder.verified === 0)) linkIfProved(tx, customerKey, { kind: party.kind, key }, ctx.now);
  return { customerKey, contactKey: contact.key };
}

/** What the provider calls somebody now; of a stranger it is no news. A name typed by an agent stays. */
export function rename(tx: WriteTx, party: Party, ctx: ApplyContext, at: number): void {
  const key = normaliseContactPoint(party.kind, party.value, ctx.country);
  const holder = key === undefined ? undefined : holderOf(tx, party, key);
  if (!holder) return;
  const heard = nameContact(tx, holder.key, { at, label: party.label ?? null, ...(party.name ? { name: party.name } : {}) });
  if (heard && party.name) offerName(tx, holder.customer_key, party.name, nameRank.provider);
  if (ctx.channel.portraits) wantPortrait(tx, { contactKey: holder.key, channelKey: ctx.channel.key, now: ctx.now });
}

const holderOf = (tx: WriteTx, { kind }: Party, key: string): ContactRow | undefined =>
  findContacts(tx, kind, key).find((row) => row.verified === 1 || (JSON.parse(row.evidence) as Evidence).source === 'channel');
