import type { ReplySequel } from '../../shared/contract/api.ts';
import type { WriteTx } from '../store/db.ts';
import { openConversation } from '../store/repos/conversation.repo.ts';
import { rootOf } from '../store/repos/customer.repo.ts';
import { changeConversation } from './conversation.ts';

/** What a macro does once its answer is on its way. A conversation that is closed already stays so. */
export function followUp(tx: WriteTx, customerKey: number, sequel: ReplySequel, now: number): void {
  const root = rootOf(tx, customerKey).key;
  if (openConversation(tx, root)) changeConversation(tx, root, sequel, now);
}
