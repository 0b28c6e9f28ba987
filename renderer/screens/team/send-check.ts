import { saidSince } from '../../state/draft-begun.ts';
import { useApp } from '../../state/store.ts';
import { asksFirst, lockOf } from '../../state/team-view.ts';
import type { Standing } from '../../state/use-view.ts';

/** Why an answer is not sent before somebody has said so once more. `key`: the same doubt is not raised twice. */
export type Doubt = { kind: 'typing' | 'held' | 'answered'; name: string; key: string };

/** What speaks against sending the answer to whoever is open just now. */
export function doubtOf(view: Standing): Doubt | undefined {
  const { teamView, person, draftBegun, workspace } = useApp.getState();
  const begun = draftBegun[view.id];
  const said = begun && person?.view.id === view.id ? saidSince(person.timeline.items, begun, workspace?.me.id) : undefined;
  if (said?.by === 'agent')
    return { kind: 'answered', name: said.item.author.type === 'system' ? '' : said.item.author.name, key: said.item.id };
  const lock = lockOf(teamView, view.id, view.conversation?.assignee);
  if (!lock || !asksFirst(lock)) return undefined;
  return { kind: lock.kind, name: lock.name, key: `${view.id} ${lock.kind} ${lock.agentId}` };
}
