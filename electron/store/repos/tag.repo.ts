import type { Tag, TagColour, TagId } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { newId } from '../ids.ts';

type TagRow = { key: number; id: string; name: string; colour: TagColour };
const toTag = ({ id, name, colour }: TagRow): Tag => ({ id, name, colour });

/** Tags that can be given, by name. */
export const listTags = (db: ReadDb): Tag[] =>
  db.all<TagRow>('SELECT * FROM tags WHERE removed_at IS NULL ORDER BY name').map(toTag);

export const tagKey = (db: ReadDb, id: TagId): number | undefined => db.value<number>('SELECT key FROM tags WHERE id = ?', id);

/** Tags of a conversation, with those of conversations that were joined into it when two people were linked. */
export const tagsOf = (db: ReadDb, conversationKey: number): Tag[] =>
  db
    .all<TagRow>(
      `SELECT * FROM tags WHERE removed_at IS NULL AND key IN (
         SELECT tag_key FROM conversation_tags WHERE conversation_key = ?
         UNION SELECT ct.tag_key FROM conversations c JOIN conversation_tags ct ON ct.conversation_key = c.key WHERE c.merged_into = ?)`,
      conversationKey,
      conversationKey,
    )
    .map(toTag)
    .sort((a, b) => a.name.localeCompare(b.name));

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
