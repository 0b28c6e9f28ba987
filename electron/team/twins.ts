import type { Evidence } from '../../shared/model/index.ts';
import { contactByKey, findContacts, rootOf } from '../store/repos/customer.repo.ts';
import type { Store } from '../store/store.ts';
import { linkIfProved } from '../sync/ingest/link.ts';

/**
 * The same address met by two desks at once has made two people. They are joined by the rule that joins people at one desk; the
 * server lets one such link in, and the desk that comes second takes its own back.
 */
export function joinTwins(store: Store, contactKeys: readonly number[], runs: (channelId: string) => boolean, now: number): void {
  for (const key of contactKeys) {
    const contact = contactByKey(store.read, key);
    if (!contact) continue;
    const root = rootOf(store.read, contact.customer_key).key;
    const others = findContacts(store.read, contact.kind, contact.normalised).filter(
      (other) => rootOf(store.read, other.customer_key).key !== root,
    );
    const concerned = [contact, ...others].some(({ evidence }) => {
      const { channelId } = JSON.parse(evidence) as Evidence;
      return channelId !== undefined && runs(channelId);
    });
    if (others.length === 0 || !concerned) continue;
    store.write((tx) => linkIfProved(tx, contact.customer_key, { kind: contact.kind, key: contact.normalised }, now));
  }
}
