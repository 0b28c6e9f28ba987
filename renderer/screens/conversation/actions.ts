import i18next from 'i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import type { AgentId, Conversation, ConversationStatus } from '../../../shared/model/index.ts';
import { asCallError } from '../../bridge/call-error.ts';
import { call } from '../../bridge/client.ts';
import { useApp } from '../../state/store.ts';
import { showError, showUndo } from '../feedback.tsx';

/** The open conversation, else the latest closed one, which is what a status is changed on. */
export function currentConversation(view: CustomerView): Conversation | undefined {
  return view.conversation ?? view.earlierConversations.toSorted((a, b) => b.openedAt - a.openedAt)[0];
}

/** A refused claim is shown with how things stand now, so that the person decides on that. */
function refused(caught: unknown): void {
  const conflict = asCallError(caught).code === 'conflict';
  showError(caught, conflict ? i18next.t('conversation.changedMeanwhile') : undefined);
  if (conflict) void useApp.getState().readPerson();
}

export async function changeStatus(view: CustomerView, status: ConversationStatus): Promise<void> {
  const before = currentConversation(view);
  if (!before || before.status === status) return;
  try {
    const { version } = await call('conversation.setStatus', { customerId: view.id, status, version: before.version });
    const word = i18next.t(`conversation.statusWord.${status}`);
    showUndo(i18next.t('conversation.statusChanged', { name: view.name, status: word }), () =>
      call('conversation.setStatus', { customerId: view.id, status: before.status, version }),
    );
  } catch (caught) {
    refused(caught);
  }
}

export async function assign(view: CustomerView, agentId: AgentId | null): Promise<void> {
  const before = view.conversation;
  if (!before || (before.assignee?.id ?? null) === agentId) return;
  try {
    const { version } = await call('conversation.assign', { customerId: view.id, agentId, version: before.version });
    const agent = view.agents.find((other) => other.id === agentId)?.name;
    const message =
      agent === undefined
        ? i18next.t('conversation.unassigned', { name: view.name })
        : i18next.t('conversation.assigned', { name: view.name, agent });
    showUndo(message, () => call('conversation.assign', { customerId: view.id, agentId: before.assignee?.id ?? null, version }));
  } catch (caught) {
    refused(caught);
  }
}
