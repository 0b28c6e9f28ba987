import i18next from 'i18next';
import type { ReassignRefusal } from '../../../shared/contract/team.ts';
import type { CustomerId, HandoffNote } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { useApp } from '../../state/store.ts';
import { nameOf } from '../desk/names.ts';
import { attempt, showError, showUndo } from '../feedback.tsx';
import { takeBack } from './answer.ts';
import type { Place } from './receivers.ts';
import { noteText } from './words.ts';

export type Said = { note?: HandoffNote | undefined; reason?: string | undefined };

/** What was said when it was handed over stays on the timeline, for whoever comes after those two. */
export async function keepNote(given: ReadonlyArray<{ customerId: CustomerId }>, note: HandoffNote): Promise<void> {
  const text = noteText(note);
  for (const { customerId } of text === '' ? [] : given) await attempt(call('note.add', { customerId, text }));
}

/** Gives one or many over and offers to take that back. Answers who stayed and why; `undefined` when nothing could be asked at all. */
export async function reassign(
  customerIds: CustomerId[],
  to: Place,
  { note, reason }: Said,
): Promise<ReassignRefusal[] | undefined> {
  const { teamView } = useApp.getState();
  const name =
    teamView?.colleagues.find(({ id }) => id === to.agentId)?.name ??
    teamView?.departments.find(({ id }) => id === to.departmentId)?.name ??
    '';
  try {
    const { given, refused } = await call('conversation.reassign', {
      customerIds,
      to,
      ...(note === undefined ? {} : { note }),
      ...(reason === undefined || reason === '' ? {} : { reason }),
    });
    if (given.length > 0) {
      const said =
        given.length === 1
          ? i18next.t('team.reassign.given', { name: nameOf(given[0]?.customerId), to: name })
          : i18next.t('team.reassign.givenMany', { count: given.length, to: name });
      const ids = given.map(({ handoffId }) => handoffId);
      showUndo(said, () => takeBack(ids), ids);
    }
    // Fifty notes take a while, and neither the way back nor who stayed must wait for them.
    if (note) void keepNote(given, note);
    void useApp.getState().readTeam();
    return refused;
  } catch (caught) {
    showError(caught);
    return undefined;
  }
}
