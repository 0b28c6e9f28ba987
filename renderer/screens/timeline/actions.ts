import i18next from 'i18next';
import type { Attachment, Item, ItemId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { desktop } from '../../bridge/desktop.ts';
import { personOpen } from '../../state/person.ts';
import { useApp } from '../../state/store.ts';
import { attempt, showDone, showError, showUndo } from '../feedback.tsx';
import { focusEdit, focusEditor } from '../focus.ts';
import { type Abilities, abilities } from './abilities.ts';

export function replyTo(item: Item): void {
  const view = useApp.getState().person?.view;
  if (!view) return;
  const option = view.replyOptions.find(
    (each) => each.channelId === item.channel?.id && each.address === item.address && (each.allowed || item.group !== undefined),
  );
  useApp.getState().edit('reply', view.id, {
    replyToItemId: item.id,
    ...(option ? { route: { contactPointId: option.contactPointId, channelId: option.channelId } } : {}),
  });
  focusEditor('reply');
}

/** Where it stands on the timeline, however far that is from what is shown now. */
export function showItem(itemId: ItemId): void {
  const app = useApp.getState();
  if (app.selected !== undefined) void app.openCustomer(app.selected, itemId);
}

/** What can be done with it now, by what its channel carries. */
export function abilitiesOf(item: Item): Abilities {
  const option = useApp.getState().person?.view.replyOptions.find(({ channelId }) => channelId === item.channel?.id);
  return abilities(item, option?.capabilities ?? {}, Date.now());
}

/** Opens a message of ours in the composer, to be changed at the provider. */
export function editMessage(item: Item): void {
  const view = useApp.getState().person?.view;
  if (!view) return;
  useApp.getState().editMessage(view.id, item);
  focusEdit();
}

export function copyText(item: Item): void {
  void navigator.clipboard.writeText(item.text).then(() => showDone(i18next.t('action.copied')));
}

/** Beside the person from now on, and on the card when they call; or no longer. */
export async function pin({ id: itemId }: Pick<Item, 'id'>, on: boolean): Promise<void> {
  if (!(await attempt(call('item.pin', { itemId, on })))) return;
  showUndo(i18next.t(on ? 'timeline.pinned' : 'timeline.unpinned'), () => call('item.pin', { itemId, on: !on }));
}

/** Our reaction from now on; none takes it back. */
export function react(item: Item, emoji: string | undefined): void {
  void attempt(call('message.react', { itemId: item.id, ...(emoji === undefined ? {} : { emoji }) }));
}

/** Takes a message back at the provider; its text stays here. */
export function withdraw(item: Item): void {
  void attempt(call('message.withdraw', { itemId: item.id }));
}

export function sendAgain(itemId: ItemId): void {
  void attempt(call('outbox.sendAgain', { itemId }));
}

/** A message that did not leave comes back into the editor, before whatever is there; it stays on the timeline as what it was. */
export function writeAnew(itemId: ItemId): void {
  const customerId = useApp.getState().person?.view.id;
  if (customerId === undefined) return;
  call('item.written', { itemId }).then(({ draft }) => {
    useApp.getState().giveBack(customerId, draft);
    if (useApp.getState().person?.view.id === customerId) focusEditor('reply');
  }, showError);
}

export function cancelSending(itemId: ItemId): void {
  void attempt(call('outbox.cancel', { itemId }));
}

export function checkDelivery(itemId: ItemId): void {
  call('outbox.check', { itemId }).then(({ settled, delivery }) => {
    const word = i18next.t(`delivery.${delivery}`);
    showDone(settled ? i18next.t('delivery.checkSettled', { word }) : i18next.t('delivery.checkOpen'));
  }, showError);
}

export function fetchAttachment(attachment: Attachment): void {
  void attempt(call('attachment.fetch', { attachmentId: attachment.id }));
}

/** `say`: where it is told that it is done; a toast unless something lies over the toasts. */
export function saveFile(hash: string, name: string, say: (words: string) => void = showDone): void {
  desktop.saveFile(hash, name).then((saved) => {
    if (saved) say(i18next.t('file.saved'));
  }, showError);
}

export function markUnread(): void {
  const view = personOpen(useApp.getState())?.view;
  if (!view) return;
  void attempt(call('customer.markUnread', { customerId: view.id })).then((done) => {
    if (done) useApp.getState().closeCustomer();
  });
}
