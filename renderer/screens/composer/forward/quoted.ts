import type { StagedFile } from '../../../../shared/contract/api.ts';
import type { Illustrated } from '../../../../shared/contract/connector.ts';
import { standsInMail } from '../../../../shared/lib/mail-picture.ts';
import type { Item, TextMark } from '../../../../shared/model/index.ts';

/** Words of the window's language for what stands above a quoted message. */
export type QuoteWords = {
  title: string;
  from: string;
  to: string;
  date: string;
  subject: string;
  /** Subject of what had none: who wrote, by which way. */
  about: string;
};

export type Original = {
  text: string;
  marks: TextMark[];
  subject: string;
  files: StagedFile[];
  /** Files of the pictures inside the text. */
  pictures: StagedFile[];
  /** Files of it that are not here, and cannot go along. */
  missing: number;
};

const passedOnBefore = /^\s*(fwd?|пересл|fw)\s*:/iu;

/**
 * The original as a mail passes it on: room for one's own words, then who wrote it, when and about what, and the whole of it as
 * a quote, with its files. Pictures that stood in it stand there again.
 *
 * @param item what it says, as `illustrated` where pictures stand in it
 * @param author name and address, as far as they are known; @param date worded
 */
export function quoteOf(
  item: Item,
  { author, to, date }: { author: string; to?: string; date: string },
  words: QuoteWords,
  illustrated?: Illustrated,
): Original {
  const { subject = '' } = item;
  const lines = [
    words.title,
    `${words.from}: ${author}`,
    ...(to === undefined ? [] : [`${words.to}: ${to}`]),
    `${words.date}: ${date}`,
    ...(subject === '' ? [] : [`${words.subject}: ${subject}`]),
    '',
  ];
  const before = '\n\n';
  const here = item.attachments.filter(({ deletedAt }) => deletedAt === undefined);
  const files = here.flatMap(({ hash, name, mime, size, state }): StagedFile[] =>
    state === 'local' && hash !== undefined ? [{ hash, name: name.slice(0, 255) || 'file', mime, size: size ?? 0 }] : [],
  );
  const once = [...new Map(files.map((file) => [`${file.hash} ${file.name}`, file])).values()];
  const head = `${before}${lines.join('\n')}\n`;
  const { text, images } = withPictures(illustrated ?? ownOf(item), files, head.length);
  const whole = (head + text).trimEnd();
  const placed = new Map(images.map(({ hash }) => [hash, files.find((file) => file.hash === hash)]));
  return {
    text: whole,
    marks: [{ type: 'quote', start: before.length, end: whole.length }, ...images],
    subject: subject === '' ? `Fwd: ${words.about}` : passedOnBefore.test(subject) ? subject : `Fwd: ${subject}`,
    files: once.filter(({ hash }) => !placed.has(hash)),
    pictures: [...placed.values()].filter((file) => file !== undefined),
    missing: here.length - files.length,
  };
}

type ImageMark = Extract<TextMark, { type: 'image' }>;
const place = '\uFFFC';

/** What was written here has its pictures as marks. */
function ownOf({ text, marks = [] }: Item): Illustrated {
  const images = marks.filter((mark): mark is ImageMark => mark.type === 'image').sort((a, b) => a.start - b.start);
  const told = images.length === text.split(place).length - 1;
  return told ? { text, pictures: images } : { text: text.replaceAll(place, ''), pictures: [] };
}

/** A draft has no room for more; further ones go along as files. */
const mostPictures = 50;

/** The text from `start` on, with the pictures that are here in their places, and no place for any other. */
function withPictures({ text, pictures }: Illustrated, files: readonly StagedFile[], start: number) {
  const images: ImageMark[] = [];
  const shown = new Set<string>();
  const [first = '', ...further] = text.trim().split(place);
  let written = first;
  further.forEach((words, index) => {
    const { hash = '', width, height } = pictures[index] ?? {};
    const file = files.find((each) => each.hash === hash);
    if (file && standsInMail(file.mime) && (shown.has(hash) || shown.size < mostPictures)) {
      const at = start + written.length;
      const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
      images.push({ type: 'image', start: at, end: at + 1, hash, mime: file.mime, ...size });
      shown.add(hash);
      written += place;
    }
    written += words;
  });
  return { text: written, images };
}

/** Who wrote it, with the address it came from; ours with the mailbox or bot. */
export function authorOf(item: Item, name: string): string {
  const [sender] = item.mail?.from ?? [];
  const address = sender?.address ?? (item.direction === 'in' ? item.address : undefined);
  // A number that a messenger knows somebody by says nothing to whoever gets the mail.
  const telling = address !== undefined && address !== name && !/^\d+$/.test(address);
  return telling ? `${name} <${address}>` : name;
}
