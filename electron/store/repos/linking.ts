import type { LinkEvidence, LinkId } from '../../../shared/model/index.ts';
import { rootsOf } from '../../core/identity/components.ts';
import type { WriteTx } from '../db.ts';
import { absorb, conversationByKey, moveConversation, openConversation, openNew, release } from './conversation.repo.ts';
import { type CustomerRow, customerByKey, displayName, membersOf, rootOf } from './customer.repo.ts';
import { insertItem } from './item.repo.ts';
import { insertLink, type LinkRestore, type LinkRow, linksAmong, markUndone, setRoots } from './link.repo.ts';

/**
 * Shows two people as one. Nothing of either is rewritten: their identities keep their items and addresses, only the
 * root they are shown under changes, and what happens to open conversations is written down so that it can be put back.
 */
export function linkPersons(
  tx: WriteTx,
  link: { aKey: number; bKey: number; evidence: LinkEvidence; agentKey: number | null; at: number },
): LinkId {
  const ra = rootOf(tx, link.aKey);
  const rb = rootOf(tx, link.bKey);
  const [kept, joined] = byAge([ra, rb]).map(({ key }) => key) as [number, number];
  const names = [displayName(tx, kept).name, displayName(tx, joined).name] as const;
  const restore: LinkRestore = { absorbed: [], moved: [] };
  const keptOpen = openConversation(tx, kept);
  const joinedOpen = openConversation(tx, joined);
  if (keptOpen && joinedOpen) {
    absorb(tx, joinedOpen.key, keptOpen.key);
    restore.absorbed.push({ conversation: joinedOpen.key, into: keptOpen.key });
  } else if (joinedOpen) {
    moveConversation(tx, joinedOpen.key, kept);
    restore.moved.push({ conversation: joinedOpen.key, from: joined });
  }
  const id = insertLink(tx, { ...link, restore });
  const members = [...membersOf(tx, kept), ...membersOf(tx, joined)].map((row) => row.key);
  setRoots(tx, members, kept);
  const value = link.evidence.rule === 'same-contact-point' ? { value: link.evidence.value } : {};
  insertItem(tx, {
    customerKey: kept,
    kind: 'event',
    direction: 'none',
    sentAt: link.at,
    receivedAt: link.at,
    text: '',
    event: { type: 'linked', names, byRule: link.agentKey === null, ...value },
    ...(link.agentKey === null ? {} : { agentKey: link.agentKey }),
  });
  return id;
}

/** Takes two people apart again, exactly: each gets its conversation back, and what arrived for it in the meantime. */
export function unlinkPersons(tx: WriteTx, link: LinkRow, agentKey: number | null, at: number): number[] {
  const before = rootOf(tx, link.a_key).key;
  const members = byAge(membersOf(tx, before)).map((row) => row.key);
  const names = [nameOf(tx, link.a_key), nameOf(tx, link.b_key)] as const;
  markUndone(tx, link.key, agentKey, at);
  const remaining = linksAmong(tx, members).map((row) => [row.a_key, row.b_key] as const);
  const roots = rootsOf(members, remaining);
  const groups = new Map<number, number[]>();
  for (const [key, root] of roots) groups.set(root, [...(groups.get(root) ?? []), key]);
  const shared = openConversation(tx, before);
  const restore = JSON.parse(link.restore) as LinkRestore;
  for (const [root, keys] of groups) setRoots(tx, keys, root);
  if (groups.size === 1) return [before];
  for (const { conversation } of restore.absorbed) giveBackAbsorbed(tx, conversation);
  for (const { conversation, from } of restore.moved)
    giveBackMoved(tx, conversation, roots.get(from) ?? rootOf(tx, from).key, members);
  for (const [root, keys] of groups) {
    if (root !== before && shared) giveBackItems(tx, root, keys, shared.key, at);
    insertItem(tx, {
      customerKey: root,
      kind: 'event',
      direction: 'none',
      sentAt: at,
      receivedAt: at,
      text: '',
      event: { type: 'unlinked', names },
      ...(agentKey === null ? {} : { agentKey }),
    });
  }
  return [...groups.keys()];
}

/**
 * A conversation that was taken into another stands alone again, with whoever its person is shown as by now. Whoever has an open one
 * meanwhile, in a chain of people that falls apart in another order than it was made, keeps that one, and this stays within it.
 */
function giveBackAbsorbed(tx: WriteTx, key: number): void {
  const row = conversationByKey(tx, key);
  if (!row) return;
  const back = rootOf(tx, row.customer_key).key;
  const other = openConversation(tx, back);
  if (other && other.key !== key) absorb(tx, key, other.key);
  else {
    release(tx, key);
    if (row.customer_key !== back) moveConversation(tx, key, back);
  }
}

/** A conversation that went over to the other person goes back, unless it has gone elsewhere since or they have an open one by now. */
function giveBackMoved(tx: WriteTx, key: number, back: number, members: readonly number[]): void {
  const row = conversationByKey(tx, key);
  if (!row || !members.includes(row.customer_key)) return;
  const over = row.status === 'resolved' || row.merged_into !== null;
  const other = openConversation(tx, back);
  if (over || !other || other.key === key) moveConversation(tx, key, back);
}

/** Oldest first, by what is the same on every desk. */
const byAge = (rows: CustomerRow[]): CustomerRow[] => rows.sort((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1));

const nameOf = (tx: WriteTx, key: number): string => tx.value<string>('SELECT name FROM customers WHERE key = ?', key) ?? '';

/** Items of this person that arrived into the shared conversation go to their own, opened anew when they have none. */
function giveBackItems(tx: WriteTx, root: number, keys: readonly number[], sharedKey: number, at: number): void {
  const theirs = keys.flatMap((key) =>
    tx.values<number>('SELECT key FROM items WHERE customer_key = ? AND conversation_key = ?', key, sharedKey),
  );
  if (theirs.length === 0) return;
  const own = openConversation(tx, root);
  if (own?.key === sharedKey) return;
  const target = own ?? openNew(tx, root, at, false);
  for (const key of theirs) tx.run('UPDATE items SET conversation_key = ? WHERE key = ?', target.key, key);
}

/** Shows identities under the person that the active links make of them. Answers whether anybody is shown differently. */
export function settleRoots(tx: WriteTx, customerKeys: readonly number[]): boolean {
  const members = new Set(customerKeys);
  for (const key of members) {
    for (const link of linksAmong(tx, [key])) members.add(link.a_key).add(link.b_key);
  }
  const rows = byAge([...members].flatMap((key) => customerByKey(tx, key) ?? []));
  const links = linksAmong(tx, [...members]).map((row) => [row.a_key, row.b_key] as const);
  const roots = rootsOf(
    rows.map(({ key }) => key),
    links,
  );
  let changed = false;
  for (const { key, root_key: before } of rows) {
    const root = roots.get(key) ?? key;
    if (root === before) continue;
    setRoots(tx, [key], root);
    tx.touchCustomer(before);
    changed = true;
  }
  return changed;
}

/** The server did not take this link, because it has another one or a person took them apart: it never was. */
export function undoLocalLink(tx: WriteTx, key: number): void {
  const link = tx.get<LinkRow>('SELECT * FROM links WHERE key = ?', key);
  if (!link) return;
  tx.run('DELETE FROM links WHERE key = ?', key);
  settleRoots(tx, [link.a_key, link.b_key]);
}

/** The server did not take that these were taken apart: they are one still. */
export function redoLocalLink(tx: WriteTx, key: number): void {
  const link = tx.get<LinkRow>('SELECT * FROM links WHERE key = ?', key);
  if (!link) return;
  tx.run('UPDATE links SET undone_at = NULL, undone_by = NULL WHERE key = ?', key);
  settleRoots(tx, [link.a_key, link.b_key]);
}
