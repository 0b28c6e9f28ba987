import i18next from 'i18next';
import type { ReassignRefusal, TeamCommands } from '../../../shared/contract/team.ts';
import type { CustomerId, HandoffId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { useApp } from '../../state/store.ts';
import { nameOf } from '../desk/names.ts';
import { showDone, showError, showUndo } from '../feedback.tsx';
import { keepNote, type Said } from '../team/reassign.ts';
import { refusalKey } from './refusals.ts';

export type Receiver = { agentId: string; name: string } | { departmentId: string; name: string };
type Outcome = TeamCommands['conversation.reassign']['out'];

/** Takes a giving over back, for whoever nobody has changed since; says so when that was not everyone. */
export async function takeBackHandoffs(handoffIds: HandoffId[]): Promise<void> {
  const { changedSince } = await call('handoff.undo', { handoffIds });
  if (changedSince > 0) showDone(i18next.t('conversation.notUndone', { count: changedSince }));
}

/** Why one was not given over, in words: `Maria: Boris has her by now`. */
const refusalWords = (refusal: ReassignRefusal): string =>
  i18next.t(`floor.refused.${refusalKey(refusal)}`, { name: refusal.name, holder: refusal.holder ?? '' });

/** At most so many are named; of the others the number is told. */
const namedRefusals = 3;

/** Tells what was given over, with the way back, and what was not, with the reasons. */
export function tellOutcome({ given, refused }: Outcome, to: string, names: ReadonlyMap<CustomerId, string>): void {
  const count = given.length;
  const said =
    count === 1
      ? i18next.t('team.reassign.given', { name: names.get(given[0]?.customerId ?? '') ?? '', to })
      : i18next.t('floor.givenMany', { count, name: to });
  const ids = given.map(({ handoffId }) => handoffId);
  if (count > 0) showUndo(said, () => takeBackHandoffs(ids), ids);
  if (refused.length === 0) return;
  const named = refused.slice(0, namedRefusals).map(refusalWords);
  const more = refused.length - named.length;
  if (more > 0) named.push(i18next.t('floor.refused.more', { count: more }));
  showDone([i18next.t('floor.refused.title', { count: refused.length }), ...named].join('\n'));
}

/** Gives one or many over. */
export async function give(customerIds: readonly CustomerId[], to: Receiver, { note, reason }: Said): Promise<void> {
  const app = useApp.getState();
  // Who was given away may have left the lists by the time it is told.
  const names = new Map(customerIds.map((id) => [id, nameOf(id)]));
  try {
    const outcome = await call('conversation.reassign', {
      customerIds: [...customerIds],
      to: 'agentId' in to ? { agentId: to.agentId } : { departmentId: to.departmentId },
      ...(note === undefined ? {} : { note }),
      ...(reason === undefined || reason === '' ? {} : { reason }),
    });
    tellOutcome(outcome, to.name, names);
    if (outcome.refused.length === 0) app.clearPicked();
    // Fifty notes take a while, and the way back must not wait for them.
    if (note) await keepNote(outcome.given, note);
  } catch (caught) {
    showError(caught, i18next.t('floor.notGiven'));
  }
  void app.readFloor();
  void app.readFloorRows();
}
