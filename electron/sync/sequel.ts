import type { ReplySequel } from '../../shared/contract/api.ts';
import type { WriteTx } from '../store/db.ts';
import { openConversation } from '../store/repos/conversation.repo.ts';
import { rootOf } from '../store/repos/customer.repo.ts';
import { tagKey } from '../store/repos/tag.repo.ts';
import { changeConversation } from './conversation.ts';

/** What a macro does once its answer is on its way. A conversation that is closed stays so; a tag that is gone is left out. */
export function followUp(tx: WriteTx, customerKey: number, sequel: ReplySequel, now: number): void {
  const root = rootOf(tx, customerKey).key;
  if (!openConversation(tx, root)) return;
  const { addTags = [], ...rest } = sequel;
  changeConversation(tx, root, { ...rest, addTags: addTags.filter((id) => tagKey(tx, id) !== undefined) }, now);
}
