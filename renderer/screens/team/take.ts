import i18next from 'i18next';
import { call } from '../../bridge/client.ts';
import { useApp } from '../../state/store.ts';
import { lockOf, mayTakeOver } from '../../state/team-view.ts';
import type { Standing } from '../../state/use-view.ts';
import { change } from '../conversation/actions.ts';
import { showDone, showError } from '../feedback.tsx';
import { useTakeOverQuestion } from './take-over-question.ts';

/** What can be done about who has the conversation: `take` what nobody has, `takeOver` what a colleague has. */
export function takingOf(view: Standing, me: string | undefined): 'take' | 'takeOver' | undefined {
  const { conversation } = view;
  if (!conversation || conversation.status === 'resolved' || me === undefined) return undefined;
  if (!conversation.assignee) return 'take';
  return conversation.assignee.id === me ? undefined : 'takeOver';
}

/** Makes the conversation mine, decided on how it is shown: somebody who was first is named. */
export async function take(view: Standing): Promise<boolean> {
  const { workspace } = useApp.getState();
  const { conversation } = view;
  if (!workspace || !conversation) return false;
  const agent = conversation.assignee?.name;
  const said =
    agent === undefined ? i18next.t('team.taken', { name: view.name }) : i18next.t('team.takenFrom', { name: view.name, agent });
  return change([view.id], { assigneeId: workspace.me.id }, said, conversation.version);
}

/** Takes or takes over; asks first when whoever has it is writing just now, and says so when it is not allowed. */
export function takeOrAsk(view: Standing): void {
  const { workspace, teamView } = useApp.getState();
  const taking = takingOf(view, workspace?.me.id);
  if (taking === undefined) return;
  if (taking === 'takeOver' && !mayTakeOver(teamView)) showDone(i18next.t('team.leadsOnly'));
  else if (taking === 'takeOver' && lockOf(teamView, view.id, view.conversation?.assignee)?.kind === 'typing')
    useTakeOverQuestion.getState().ask(view.id);
  else void take(view);
}

/** The longest waiting of the queue becomes mine and opens. */
export async function takeNext(): Promise<void> {
  const app = useApp.getState();
  try {
    const customerId = app.teamView ? (await call('conversation.takeNext', {})).customerId : await takeLongestWaiting();
    if (customerId === undefined) {
      showDone(i18next.t('team.nobodyWaits'));
      return;
    }
    app.goTo('inbox');
    await app.openCustomer(customerId);
  } catch (caught) {
    showError(caught);
  }
}

/** In no team the queue is only this desk's: nobody else can be first. */
async function takeLongestWaiting(): Promise<string | undefined> {
  const { workspace } = useApp.getState();
  const { rows } = await call('inbox.page', { view: 'unassigned', sort: 'waiting', limit: 1 });
  const [first] = rows;
  if (!first || !workspace) return undefined;
  const said = i18next.t('team.taken', { name: first.name });
  return (await change([first.customerId], { assigneeId: workspace.me.id }, said)) ? first.customerId : undefined;
}
