import type { CustomerId, IdentityLink, LinkEvidence, LinkId } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { newId } from '../ids.ts';

/** What undoing a link has to put back: conversations that were absorbed or moved to the other person. */
export type LinkRestore = {
  absorbed: Array<{ conversation: number; into: number }>;
  moved: Array<{ conversation: number; from: number }>;
};

export type LinkRow = {
  key: number;
  id: LinkId;
  a_key: number;
  b_key: number;
  evidence: string;
  agent_key: number | null;
  created_at: number;
  restore: string;
  undone_at: number | null;
};

export const linkById = (db: ReadDb, id: LinkId): LinkRow | undefined =>
  db.get<LinkRow>('SELECT * FROM links WHERE id = ? AND undone_at IS NULL', id);

/** Active links of any of these identities. */
export function linksAmong(db: ReadDb, customerKeys: readonly number[]): LinkRow[] {
  const found = new Map<number, LinkRow>();
  for (const key of customerKeys) {
    for (const row of db.all<LinkRow>('SELECT * FROM links WHERE undone_at IS NULL AND (a_key = ? OR b_key = ?)', key, key)) {
      found.set(row.key, row);
    }
  }
  return [...found.values()].sort((a, b) => a.key - b.key);
}

/** A person has once taken these two apart; no rule may join them again. */
export function wasUndoneByHand(db: ReadDb, aKeys: readonly number[], bKeys: readonly number[]): boolean {
  const b = new Set(bKeys);
  for (const key of aKeys) {
    const rows = db.all<{ a_key: number; b_key: number }>(
      'SELECT a_key, b_key FROM links WHERE undone_at IS NOT NULL AND (a_key = ? OR b_key = ?)',
      key,
      key,
    );
    if (rows.some((row) => b.has(row.a_key === key ? row.b_key : row.a_key))) return true;
  }
  return false;
}

export function insertLink(
  tx: WriteTx,
  link: { aKey: number; bKey: number; evidence: LinkEvidence; agentKey: number | null; at: number; restore: LinkRestore },
): LinkId {
  const id = newId(link.at);
  tx.run(
    'INSERT INTO links (id, a_key, b_key, evidence, agent_key, created_at, restore) VALUES (?, ?, ?, ?, ?, ?, ?)',
    id,
    link.aKey,
    link.bKey,
    JSON.stringify(link.evidence),
    link.agentKey,
    link.at,
    JSON.stringify(link.restore),
  );
  return id;
}

export function markUndone(tx: WriteTx, key: number, agentKey: number | null, at: number): void {
  tx.run('UPDATE links SET undone_at = ?, undone_by = ? WHERE key = ?', at, agentKey, key);
}

export function setRoots(tx: WriteTx, members: readonly number[], rootKey: number): void {
  for (const key of members) {
    tx.run('UPDATE customers SET root_key = ?, version = version + 1 WHERE key = ?', rootKey, key);
    tx.touchCustomer(key);
  }
}

export function toIdentityLink(db: ReadDb, row: LinkRow): IdentityLink {
  const side = (key: number) =>
    db.get<{ id: CustomerId; name: string }>('SELECT id, name FROM customers WHERE key = ?', key) ?? { id: '', name: '' };
  const a = side(row.a_key);
  const b = side(row.b_key);
  const author =
    row.agent_key === null
      ? undefined
      : db.get<{ id: string; name: string }>('SELECT id, name FROM agents WHERE key = ?', row.agent_key);
  return {
    id: row.id,
    customerIds: [a.id, b.id],
    names: [a.name, b.name],
    evidence: JSON.parse(row.evidence) as LinkEvidence,
    author: author ? { agentId: author.id, name: author.name } : 'rule',
    at: row.created_at,
  };
}
