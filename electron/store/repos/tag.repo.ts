import type { Tag, TagColour, TagId } from '../../../shared/model/index.ts';
import { anyKey, type ReadDb, type WriteTx } from '../db.ts';
import { newId } from '../ids.ts';

type TagRow = { key: number; id: string; name: string; colour: TagColour };
const toTag = ({ id, name, colour }: TagRow): Tag => ({ id, name, colour });

/** Tags that can be given, by name. */
export const listTags = (db: ReadDb): Tag[] =>
  db.all<TagRow>('SELECT * FROM tags WHERE removed_at IS NULL ORDER BY name').map(toTag);

export const tagKey = (db: ReadDb, id: TagId): number | undefined => db.value<number>('SELECT key FROM tags WHERE id = ?', id);

type Carried = TagRow & { conversation_key: number };

/** Tags of each conversation that has any, with those of conversations that were joined into it when two people were linked. */
export function tagsOfAll(db: ReadDb, conversationKeys: readonly number[]): ReadonlyMap<number, Tag[]> {
  const owner = (row: Carried) => row.conversation_key;
  const own = db.grouped(
    `SELECT ct.conversation_key, t.* FROM conversation_tags ct JOIN tags t ON t.key = ct.tag_key
     WHERE ct.conversation_key ${anyKey} AND t.removed_at IS NULL`,
    conversationKeys,
    owner,
  );
  const joined = db.grouped(
    `SELECT c.merged_into AS conversation_key, t.* FROM conversations c JOIN conversation_tags ct ON ct.conversation_key = c.key
     JOIN tags t ON t.key = ct.tag_key WHERE c.merged_into ${anyKey} AND t.removed_at IS NULL`,
    conversationKeys,
    owner,
  );
  const once = (rows: readonly TagRow[]): Tag[] =>
    [...new Map(rows.map((row) => [row.id, toTag(row)])).values()].sort((a, b) => a.name.localeCompare(b.name));
  const keys = new Set([...own.keys(), ...joined.keys()]);
  return new Map([...keys].map((key) => [key, once([...(own.get(key) ?? []), ...(joined.get(key) ?? [])])]));
}

export const tagsOf = (db: ReadDb, conversationKey: number): Tag[] => tagsOfAll(db, [conversationKey]).get(conversationKey) ?? [];

/** Makes a tag, or gives one that is there another name and colour. `undefined` when there is no such tag. */
export function saveTag(tx: WriteTx, tag: { id?: TagId; name: string; colour: TagColour }): TagId | undefined {
  tx.touched.workspace = true;
  if (tag.id === undefined) {
    const id = newId();
    tx.run('INSERT INTO tags (id, name, colour) VALUES (?, ?, ?)', id, tag.name, tag.colour);
    return id;
  }
  const { changes } = tx.run('UPDATE tags SET name = ?, colour = ? WHERE id = ?', tag.name, tag.colour, tag.id);
  touchCarriers(tx, tag.id);
  return changes > 0 ? tag.id : undefined;
}

export function removeTag(tx: WriteTx, id: TagId, at: number): boolean {
  touchCarriers(tx, id);
  tx.touched.workspace = true;
  return tx.run('UPDATE tags SET removed_at = ? WHERE id = ? AND removed_at IS NULL', at, id).changes > 0;
}

/** The list shows tags of open conversations. */
function touchCarriers(tx: WriteTx, id: TagId): void {
  const carriers = tx.values<number>(
    `SELECT c.customer_key FROM tags t JOIN conversation_tags ct ON ct.tag_key = t.key JOIN conversations c ON c.key = ct.conversation_key
     WHERE t.id = ? AND c.status <> 'resolved'`,
    id,
  );
  for (const key of carriers) tx.touchCustomer(key);
}

/** Answers whether anything changed. */
export function changeTags(tx: WriteTx, conversationKey: number, add: readonly number[], remove: readonly number[]): boolean {
  let changes = 0;
  for (const key of add) {
    changes += tx.run(
      'INSERT INTO conversation_tags (conversation_key, tag_key) VALUES (?, ?) ON CONFLICT DO NOTHING',
      conversationKey,
      key,
    ).changes;
  }
  for (const key of remove) {
    changes += tx.run(
      `DELETE FROM conversation_tags WHERE tag_key = ?
         AND (conversation_key = ? OR conversation_key IN (SELECT key FROM conversations WHERE merged_into = ?))`,
      key,
      conversationKey,
      conversationKey,
    ).changes;
  }
  return changes > 0;
}
