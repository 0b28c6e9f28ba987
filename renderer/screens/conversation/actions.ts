import i18next from 'i18next';
import type { ChangeRefusal, ConversationChange, ConversationUndo, CustomerView } from '../../../shared/contract/api.ts';
import type { AgentId, Conversation, ConversationStatus, CustomerId } from '../../../shared/model/index.ts';
import { asCallError } from '../../bridge/call-error.ts';
import { call } from '../../bridge/client.ts';
import { useApp } from '../../state/store.ts';
import { awaitingUndo, showDone, showError, showUndo } from '../feedback.tsx';
import { holderWords } from '../team/words.ts';
import { rebased } from './undo-chain.ts';

/** Whom it is about, and how their conversations stand. */
type Standing = Pick<CustomerView, 'id' | 'name' | 'conversation' | 'earlierConversations' | 'agents'>;

/** The open conversation, else the latest closed one, which is what a status is changed on. */
export function currentConversation(view: Standing): Conversation | undefined {
  return view.conversation ?? view.earlierConversations.toSorted((a, b) => b.openedAt - a.openedAt)[0];
}

/** A refused claim is shown with who was first and how things stand now, so that the person decides on that. */
function refused(caught: unknown, what: ConversationChange): void {
  const error = asCallError(caught);
  const first = holderWords(error, Date.now());
  const mine = what.assigneeId === useApp.getState().workspace?.me.id;
  if (first !== undefined) showDone(first);
  else if (error.code === 'not-allowed' && what.assigneeId !== undefined)
    showDone(i18next.t(mine ? 'team.leadsOnly' : 'team.leadsGive'));
  else showError(caught, error.code === 'conflict' ? i18next.t('conversation.changedMeanwhile') : undefined);
  if (error.code === 'conflict') void useApp.getState().readPerson();
}

/** How many of those chosen were not changed, and who has them. */
function leftAsTheyAre(others: readonly ChangeRefusal[]): string {
  const names = [...new Set(others.flatMap(({ holder }) => holder?.name ?? []))];
  const said = i18next.t('conversation.notChanged', { count: others.length });
  return names.length === 0 ? said : `${said}\n${i18next.t('conversation.takenBy', { name: names.join(', ') })}`;
}

/** What can be taken back, the latest last; as many as the key goes back. */
const remembered: Array<{ undo: ConversationUndo[] }> = [];
const most = 20;

function remember(undo: ConversationUndo[]): { undo: ConversationUndo[] } {
  const held = { undo };
  remembered.push(held);
  if (remembered.length > most) remembered.shift();
  return held;
}

/** Takes a change back, exactly, for whoever nobody has changed since; says so when that was not everyone. */
async function takeBack({ undo }: { undo: ConversationUndo[] }): Promise<void> {
  const { changedSince, stands } = await call('conversation.undo', { undo });
  for (const held of remembered) held.undo = rebased(held.undo, undo, stands);
  if (changedSince > 0) showDone(i18next.t('conversation.notUndone', { count: changedSince }));
}

/** What was done, in words; of many, said for as many as were changed: a colleague may hold some. */
export type Said = string | ((changed: number) => string);

/** Changes one or many conversations and offers to take it back. `said` names what was done. */
export async function change(
  customerIds: CustomerId[],
  what: ConversationChange,
  said: Said,
  version?: number,
): Promise<boolean> {
  try {
    const {
      undo,
      waiting = 0,
      refused: others,
    } = await awaitingUndo(
      call('conversation.change', {
        customerIds,
        change: what,
        ...(version === undefined ? {} : { version }),
      }),
    );
    if (waiting > 0) showDone(waiting === 1 ? i18next.t('team.later') : i18next.t('team.laterMany', { count: waiting }));
    if (undo.length > 0) {
      const held = remember(undo);
      showUndo(typeof said === 'string' ? said : said(undo.length), () => takeBack(held));
    }
    if (others !== undefined) showDone(leftAsTheyAre(others));
    return true;
  } catch (caught) {
    refused(caught, what);
    return false;
  }
}

export async function changeStatus(view: Standing, status: ConversationStatus): Promise<void> {
  const before = currentConversation(view);
  if (!before || before.status === status) return;
  const word = i18next.t(`conversation.statusWord.${status}`);
  const said = i18next.t('conversation.statusChanged', { name: view.name, status: word });
  await change([view.id], { status }, said, view.conversation?.version);
}

export async function assign(view: Standing, agentId: AgentId | null): Promise<void> {
  const before = view.conversation;
  if (!before || (before.assignee?.id ?? null) === agentId) return;
  const agent = view.agents.find((other) => other.id === agentId)?.name;
  const said =
    agent === undefined
      ? i18next.t('conversation.unassigned', { name: view.name })
      : i18next.t('conversation.assigned', { name: view.name, agent });
  await change([view.id], { assigneeId: agentId }, said, before.version);
}
