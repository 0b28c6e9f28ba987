import type { InboundMessage } from '../../../shared/contract/connector.ts';
import { shiftMarks, tidyMarks } from '../../../shared/lib/marks.ts';
import type { TextMark } from '../../../shared/model/index.ts';
import type { WriteTx } from '../../store/db.ts';
import { comparePart, insertAttachment } from '../../store/repos/attachment.repo.ts';
import { type ItemRow, putText, setExtra } from '../../store/repos/item.repo.ts';
import { type Caption, readExtra } from '../../store/repos/item-extra.ts';
import { addPart, itemOfAlbum } from '../../store/repos/part.repo.ts';

/** Where a further message of an album belongs; `undefined` for its first, and for what is in none. */
export const albumOf = (tx: WriteTx, threadKey: number, { album }: InboundMessage): ItemRow | undefined =>
  album === undefined ? undefined : itemOfAlbum(tx, threadKey, album);

/**
 * Adds a further message of an album to its item: files and text join those that are there. It is no arrival of its own, so
 * what was read stays read.
 */
export function joinAlbum(tx: WriteTx, item: ItemRow, message: InboundMessage, channelKey: number): void {
  if (item.thread_key === null) return;
  addPart(tx, { threadKey: item.thread_key, remoteId: message.remoteId, itemKey: item.key });
  for (const file of message.attachments) insertAttachment(tx, { itemKey: item.key, channelKey, part: message.remoteId }, file);
  const captions = withCaption(readExtra(item).captions ?? [], captionOf(message));
  setExtra(tx, item, { captions });
  putText(tx, item, captionsText(captions));
}

type Captioned = Pick<InboundMessage, 'remoteId' | 'text' | 'marks'> & { editedAt?: number };

export const captionOf = ({ remoteId, text, marks, editedAt }: Captioned): Caption => ({
  part: remoteId,
  text,
  ...(marks === undefined ? {} : { marks }),
  ...(editedAt === undefined ? {} : { editedAt }),
});

/** The texts of an album with this one in place of what the same part said before. A part that fell silent is remembered so. */
export function withCaption(captions: readonly Caption[], caption: Caption): Caption[] {
  const others = captions.filter(({ part }) => part !== caption.part);
  return [...others, caption]
    .filter(({ text, editedAt }) => text !== '' || editedAt !== undefined)
    .sort((a, b) => comparePart(a.part, b.part));
}

/** All texts of an album as one, a line each. */
export function captionsText(captions: readonly Caption[]): { text: string; marks: TextMark[] } {
  let text = '';
  const marks: TextMark[] = [];
  for (const caption of captions.filter((one) => one.text !== '')) {
    if (text !== '') text += '\n';
    marks.push(...shiftMarks(caption.marks ?? [], text.length));
    text += caption.text;
  }
  return { text, marks: tidyMarks(text, marks) };
}
