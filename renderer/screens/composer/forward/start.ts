import i18next from 'i18next';
import type { Illustrated } from '../../../../shared/contract/connector.ts';
import type { Item } from '../../../../shared/model/index.ts';
import { call } from '../../../bridge/client.ts';
import { exact } from '../../../i18n/time.ts';
import { editorKey } from '../../../state/drafts.ts';
import { useApp } from '../../../state/store.ts';
import { focusForward } from '../../focus.ts';
import { authorName } from '../../timeline/item-words.ts';
import { showToast } from '../../toast.ts';
import { authorOf, quoteOf } from './quoted.ts';

/**
 * Opens a mail to others with this item in it. What is being passed on already is gone on with, so that nobody's words are lost.
 */
export async function passOn(item: Item): Promise<void> {
  const viewOf = () => useApp.getState().person?.view;
  const view = viewOf();
  if (!view) return;
  const begun = () => useApp.getState().editors[editorKey('forward', view.id)]?.forward;
  const illustrated = begun() === undefined ? await illustratedOf(item) : undefined;
  // Somebody else may be looked at by now.
  if (viewOf()?.id !== view.id) return;
  const other = begun();
  if (other && other.itemId !== item.id) say('forward.begun');
  if (!other) {
    const words = {
      title: i18next.t('forward.title'),
      from: i18next.t('timeline.mailFrom'),
      to: i18next.t('timeline.mailTo'),
      date: i18next.t('forward.date'),
      subject: i18next.t('composer.subject'),
      about: i18next.t('forward.about', { kind: i18next.t(`kind.${item.kind}`), name: view.name }),
    };
    const to = item.mail?.to.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
    const author = authorOf(item, authorName(item));
    const about = { author, date: exact(item.sentAt), ...(to ? { to } : {}) };
    const { missing, ...original } = quoteOf(item, about, words, illustrated);
    useApp.getState().startForward(view.id, { ...original, forward: { itemId: item.id, to: [] } });
    if (missing > 0) say('forward.missing', missing);
  }
  focusForward();
}

/** The mail with its pictures, where it has some inside; without them it is passed on as its words are. */
async function illustratedOf({ id, htmlHash, attachments }: Item): Promise<Illustrated | undefined> {
  if (htmlHash === undefined || !attachments.some(({ inline }) => inline)) return undefined;
  const found = await call('item.illustrated', { itemId: id }).catch(() => undefined);
  return found ?? undefined;
}

function say(what: 'forward.begun' | 'forward.missing', count = 0): void {
  showToast({ message: i18next.t(what, { count }), autoClose: 10_000 });
}
