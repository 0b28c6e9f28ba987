import i18next from 'i18next';
import type { ConversationChange } from '../../../shared/contract/api.ts';
import type { CustomerId, TagId } from '../../../shared/model/index.ts';
import { useApp } from '../../state/store.ts';
import { change, type Said } from '../conversation/actions.ts';
import { nameOf } from './names.ts';

/** Changes those who were asked about, and lets go of the picking: what was picked is done. */
export async function changeMany(customerIds: CustomerId[], what: ConversationChange, said: Said): Promise<boolean> {
  const done = await change(customerIds, what, said);
  const tagging = what.addTags !== undefined || what.removeTags !== undefined;
  if (done && !tagging) useApp.getState().clearChosen();
  return done;
}

export function resolve(customerIds: CustomerId[], result: string | undefined): Promise<boolean> {
  const said =
    customerIds.length === 1
      ? i18next.t('conversation.statusChanged', {
          name: nameOf(customerIds[0]),
          status: i18next.t('conversation.statusWord.resolved'),
        })
      : (count: number) => i18next.t('desk.resolved', { count });
  return changeMany(customerIds, { status: 'resolved', ...(result === undefined ? {} : { result }) }, said);
}

/** Resolves at once where nobody has to say how it ended; asks where the workspace wants to know. */
export function resolveOrAsk(): void {
  const app = useApp.getState();
  const customerIds = app.targets();
  if (customerIds.length === 0) return;
  if ((app.workspace?.resultCodes.length ?? 0) > 0) app.ask('resolve');
  else void resolve(customerIds, undefined);
}

/** Tags that every one of them carries. */
export function tagsOfAll(customerIds: readonly CustomerId[]): ReadonlySet<TagId> {
  const { rows, person } = useApp.getState();
  const carried = customerIds.map((id) => {
    const tags =
      person?.view.id === id ? (person.view.conversation?.tags ?? []) : rows.find((row) => row.customerId === id)?.tags;
    return new Set((tags ?? []).map((tag) => tag.id));
  });
  const [first, ...others] = carried;
  return new Set([...(first ?? [])].filter((id) => others.every((tags) => tags.has(id))));
}
