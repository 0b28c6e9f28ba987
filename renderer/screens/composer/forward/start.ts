import i18next from 'i18next';
import type { Item } from '../../../../shared/model/index.ts';
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
export function passOn(item: Item): void {
  const app = useApp.getState();
  const view = app.person?.view;
  if (!view) return;
  const begun = app.editors[editorKey('forward', view.id)]?.forward;
  if (begun && begun.itemId !== item.id) say('forward.begun');
  if (!begun) {
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
    const original = quoteOf(item, { author, date: exact(item.sentAt), ...(to ? { to } : {}) }, words);
    const { text, marks, subject, files, missing } = original;
    app.startForward(view.id, { text, marks, subject, files, forward: { itemId: item.id, to: [] } });
    if (missing > 0) say('forward.missing', missing);
  }
  focusForward();
}

function say(what: 'forward.begun' | 'forward.missing', count = 0): void {
  showToast({ message: i18next.t(what, { count }), autoClose: 10_000 });
}
