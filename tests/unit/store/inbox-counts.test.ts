import { expect, test } from 'vitest';
import { openConversation, setAssignee, setStatus } from '../../../electron/store/repos/conversation.repo.ts';
import { inboxCounts, inboxPage, inboxRows, markRead } from '../../../electron/store/repos/inbox.repo.ts';
import { me } from '../../../electron/store/repos/settings.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import type { inboxViews } from '../../../shared/contract/api.ts';
import { seeded } from '../../support/random.ts';
import { arrive, memoryStore, telegram } from '../../support/store.ts';

/** What counting the list itself says. */
function counted(store: Store) {
  const of = (view: (typeof inboxViews)[number]) => inboxPage(store.read, { view, limit: 500 }).rows;
  return {
    mine: of('mine').length,
    unassigned: of('unassigned').length,
    all: of('all').length,
    snoozed: of('snoozed').length,
    resolved: of('resolved').length,
    unread: of('all').filter(({ unread }) => unread > 0).length,
  };
}

test('the counts are those of the list, whatever happens to it', () => {
  const store = memoryStore();
  const random = seeded(4);
  expect(inboxCounts(store.read)).toEqual(counted(store));
  for (let step = 0; step < 200; step += 1) {
    const user = 1 + Math.floor(random() * 12);
    const kind = random();
    if (kind < 0.5) arrive(store, 'bot', [telegram(user, { remoteId: `s${step}` })]);
    else
      store.write((tx) => {
        const key = tx.value<number>('SELECT customer_key FROM contact_points WHERE value = ?', String(user));
        const conversation = key === undefined ? undefined : openConversation(tx, key);
        if (key === undefined || !conversation) return;
        const agent = me(tx).key;
        if (kind < 0.65) setStatus(tx, conversation, 'resolved', 1_800_000_000_000);
        else if (kind < 0.75) setStatus(tx, conversation, 'pending', 1_800_000_000_000);
        else if (kind < 0.9) setAssignee(tx, conversation, random() < 0.5 ? agent : null);
        else markRead(tx, [key], agent, 1_000_000);
      });
    expect(inboxCounts(store.read)).toEqual(counted(store));
  }
  const { all, mine, resolved, unread } = inboxCounts(store.read);
  for (const count of [all, mine, resolved, unread]) expect(count).toBeGreaterThan(0);
});

test('rows are answered for those who are asked for and are in the view', () => {
  const store = memoryStore();
  arrive(store, 'bot', [telegram(1), telegram(2), telegram(3)]);
  const all = inboxPage(store.read, { view: 'all', limit: 10 }).rows;
  const [first, , third] = all.map(({ customerId }) => customerId);
  const asked = inboxRows(store.read, { view: 'all' }, [third ?? '', first ?? '', 'nobody']);
  expect(asked).toHaveLength(2);
  expect(asked).toEqual(expect.arrayContaining([all[0], all[2]]));
  expect(inboxRows(store.read, { view: 'resolved' }, [first ?? ''])).toEqual([]);
});
