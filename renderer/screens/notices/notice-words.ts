import i18next from 'i18next';
import type { Notice, Overwritten, Restored, TagColour } from '../../../shared/model/index.ts';
import { dated } from '../../i18n/time.ts';
import { lateWords } from './late-words.ts';

/** What is told, in a sentence. */
export function noticeText({ text, late, overwritten, restored }: Notice): string {
  if (late) return lateWords(late);
  if (overwritten) return overwrittenWords(overwritten);
  return restored ? restoredWords(restored) : text;
}

/** Whom or what it is about. */
export function noticeTitle({ customerName, overwritten, restored }: Notice): string {
  if (restored) return i18next.t('notices.restored.title');
  if (overwritten?.what === 'reply' || overwritten?.what === 'tag')
    return i18next.t(`notices.overwritten.${overwritten.what}Title`, { title: overwritten.title ?? '' });
  return customerName ?? '';
}

/** `Your name “Мария” was not kept: Boris Orlov named them “Masha” meanwhile`. */
export function overwrittenWords({ what, whose, lost, stands, colours, gone, by }: Overwritten): string {
  const who = by ?? i18next.t('notices.overwritten.colleague');
  const words = { lost: coloured(lost, colours?.lost), stands: coloured(stands, colours?.stands), by: who };
  if (gone) return i18next.t('notices.overwritten.tagGone', words);
  if (whose === 'mine') return i18next.t(`notices.overwritten.${what}`, words);
  return i18next.t(`notices.overwritten.${what === 'edit' ? 'editOfOther' : 'replyOfOther'}`, words);
}

const coloured = (name: string, colour: TagColour | undefined): string =>
  colour === undefined ? name : `${name}, ${i18next.t(`settings.colour.${colour}`).toLocaleLowerCase(i18next.language)}`;

function restoredWords({ since, records }: Restored): string {
  const again =
    since === undefined ? i18next.t('notices.restored.againSoon') : i18next.t('notices.restored.again', { time: dated(since) });
  return `${i18next.t('notices.restored.gave', { count: records })} ${again}`;
}
