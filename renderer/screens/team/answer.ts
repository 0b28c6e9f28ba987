import i18next from 'i18next';
import type { Handoff, HandoffId } from '../../../shared/model/index.ts';
import { asCallError } from '../../bridge/call-error.ts';
import { call } from '../../bridge/client.ts';
import { useApp } from '../../state/store.ts';
import { forgetUndo, showDone, showError } from '../feedback.tsx';
import { holderWords } from './words.ts';

/** Accepts what is offered, or returns it with a word why. */
export async function answerHandoff({ id, customer, from }: Handoff, accept: boolean, words = ''): Promise<void> {
  const text = words.trim();
  try {
    await call('handoff.answer', { handoffId: id, accept, ...(text === '' ? {} : { text }) });
    const to = from?.name ?? i18next.t('team.handoff.queue');
    showDone(
      accept
        ? i18next.t('team.handoff.accepted', { name: customer.name })
        : i18next.t('team.handoff.returned', { name: customer.name, to }),
    );
  } catch (caught) {
    const first = holderWords(asCallError(caught), Date.now());
    if (first === undefined) showError(caught);
    else showDone(first);
  }
  void useApp.getState().readTeam();
}

/** Accepts what was handed over together; one that somebody changed since holds up none of the others. */
export async function acceptAll(handoffs: readonly Handoff[]): Promise<void> {
  let accepted = 0;
  let changed = 0;
  try {
    for (const { id } of handoffs)
      await call('handoff.answer', { handoffId: id, accept: true }).then(
        () => {
          accepted += 1;
        },
        (caught: unknown) => {
          const { code } = asCallError(caught);
          if (code !== 'conflict' && code !== 'not-found') throw caught;
          changed += 1;
        },
      );
    if (changed > 0) showDone(i18next.t('team.handoff.notAccepted', { count: changed }));
  } catch (caught) {
    showError(caught);
  }
  if (accepted > 0) showDone(i18next.t('team.handoff.acceptedAll', { count: accepted }));
  void useApp.getState().readTeam();
}

/** Takes back what nobody has changed since; says so when that was not everything. */
export async function takeBack(handoffIds: HandoffId[]): Promise<void> {
  try {
    const { changedSince } = await call('handoff.undo', { handoffIds });
    if (changedSince > 0) showDone(i18next.t('team.reassign.notUndone', { count: changedSince }));
    forgetUndo((about) => about.every((id) => handoffIds.includes(id)));
  } catch (caught) {
    showError(caught);
  }
  void useApp.getState().readTeam();
}
