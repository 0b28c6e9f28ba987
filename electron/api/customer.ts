import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import type { Evidence } from '../../shared/model/index.ts';
import { nameRank } from '../core/identity/names.ts';
import { normaliseContactPoint } from '../core/identity/normalise.ts';
import { offerName, putContact, removeContact } from '../store/repos/customer.repo.ts';
import { linkById } from '../store/repos/link.repo.ts';
import { linkPersons, unlinkPersons } from '../store/repos/linking.ts';
import { getSetting, me } from '../store/repos/settings.repo.ts';
import { linkIfProved } from '../sync/ingest/link.ts';
import { type CommandContext, requireContact, requirePerson } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { id } from './shapes.ts';

type Methods =
  | 'customer.rename'
  | 'customer.addContactPoint'
  | 'customer.removeContactPoint'
  | 'customer.link'
  | 'customer.unlink';

export function customerHandlers({ store, channels, now }: CommandContext): Handlers<Methods> {
  return {
    'customer.rename': handler(z.object({ customerId: id, name: z.string().trim().min(1).max(200) }), ({ customerId, name }) => {
      const { root } = requirePerson(store.read, customerId);
      store.write((tx) => offerName(tx, root.key, name, nameRank.agent), { durable: true });
      channels.indexSoon();
      return { customerId: root.id };
    }),
    'customer.addContactPoint': handler(
      z.object({ customerId: id, kind: z.enum(['email', 'phone', 'telegram']), value: z.string().trim().min(1).max(320) }),
      ({ customerId, kind, value }) => {
        const { root } = requirePerson(store.read, customerId);
        const normalised = normaliseContactPoint(kind, value, getSetting(store.read, 'country'));
        if (normalised === undefined)
          throw new DomainError('invalid-input', `not a usable ${kind} address`, { details: { kind } });
        const contactPointId = store.write(
          (tx) => {
            const evidence = { source: 'agent' as const, agentId: me(tx).id, at: now() };
            const { key } = putContact(tx, root.key, { kind, value, normalised, verified: false, evidence });
            linkIfProved(tx, root.key, { kind, key: normalised }, now());
            return tx.value<string>('SELECT id FROM contact_points WHERE key = ?', key) ?? '';
          },
          { durable: true },
        );
        channels.indexSoon();
        return { contactPointId };
      },
    ),
    'customer.removeContactPoint': handler(z.object({ contactPointId: id }), ({ contactPointId }) => {
      const contact = requireContact(store.read, contactPointId);
      const { source } = JSON.parse(contact.evidence) as Evidence;
      // An address that messages came by is how the person is known; taking it away would make a stranger of them.
      if (source === 'channel') throw new DomainError('not-allowed', 'messages came by this address; unlink the people instead');
      store.write(
        (tx) => {
          removeContact(tx, contact.key, now());
          tx.touchCustomer(contact.customer_key);
        },
        { durable: true },
      );
      return { contactPointId };
    }),
    'customer.link': handler(
      z.object({ customerIds: z.tuple([id, id]), note: z.string().max(1000).exactOptional() }),
      ({ customerIds, note }) => {
        const a = requirePerson(store.read, customerIds[0]);
        const b = requirePerson(store.read, customerIds[1]);
        if (a.root.key === b.root.key) throw new DomainError('conflict', 'they are one person already');
        const linkId = store.write(
          (tx) =>
            linkPersons(tx, {
              aKey: a.root.key,
              bKey: b.root.key,
              evidence: { rule: 'by-hand', ...(note === undefined ? {} : { note }) },
              agentKey: me(tx).key,
              at: now(),
            }),
          { durable: true },
        );
        channels.indexSoon();
        return { linkId, customerId: requirePerson(store.read, customerIds[0]).root.id };
      },
    ),
    'customer.unlink': handler(z.object({ linkId: id }), ({ linkId }) => {
      const link = linkById(store.read, linkId);
      if (!link) throw new DomainError('not-found', 'they are not linked any more');
      const roots = store.write((tx) => unlinkPersons(tx, link, me(tx).key, now()), { durable: true });
      channels.indexSoon();
      return { customerIds: roots.map((key) => store.read.value<string>('SELECT id FROM customers WHERE key = ?', key) ?? '') };
    }),
  };
}
