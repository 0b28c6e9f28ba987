import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { imageDimensionsFromStream } from 'image-dimensions';
import type { OutgoingFile } from '../../../../shared/contract/connector.ts';
import { photoLimit, photoSides } from '../info.ts';

export type Method = 'photo' | 'voice' | 'video' | 'video_note' | 'audio' | 'animation' | 'sticker' | 'document';
type Described = Pick<OutgoingFile, 'mime' | 'size' | 'as'>;

/** What the methods take by their documentation (Bot API, sendPhoto and its like); the rest "may be sent as Document". */
const takes: Record<Exclude<Method, 'document'>, RegExp> = {
  photo: /^image\/(jpeg|png|webp)$/,
  voice: /^audio\/(ogg|opus|mpeg|mp3|mp4|m4a|x-m4a)$/,
  video: /^video\/mp4$/,
  video_note: /^video\/mp4$/,
  audio: /^audio\/(mpeg|mp3|mp4|m4a|x-m4a)$/,
  animation: /^(image\/gif|video\/mp4)$/,
  sticker: /^(image\/webp|application\/x-tgsticker|video\/webm)$/,
};

/** Tried in this order for a file nobody said anything of; a short sound in ogg is how voices are recorded. */
const unasked: readonly Method[] = ['photo', 'video', 'audio'];

const asked: Partial<Record<NonNullable<OutgoingFile['as']>, Method>> = {
  image: 'photo',
  video: 'video',
  'video-note': 'video_note',
  audio: 'audio',
  voice: 'voice',
  animation: 'animation',
  sticker: 'sticker',
};

/** How a file travels: as what was asked for or what the customer's application can show, and as a plain document otherwise. */
export function methodFor(file: Described): Method {
  const mime = (file.mime.split(';')[0] ?? '').trim().toLowerCase();
  const fits = (method: Method) =>
    method === 'document' || (takes[method].test(mime) && (method !== 'photo' || file.size <= photoLimit));
  if (file.as === 'file') return 'document';
  const wanted = file.as === undefined ? undefined : asked[file.as];
  if (wanted !== undefined && fits(wanted)) return wanted;
  if (mime === 'image/gif') return 'animation';
  if (/^audio\/(ogg|opus)$/.test(mime)) return 'voice';
  return unasked.find(fits) ?? 'document';
}

/** Which files may stand in one album: "documents and audio files can be only grouped with messages of the same type". */
export function albumClass(method: Method): 'visual' | 'audio' | 'document' | undefined {
  if (method === 'photo' || method === 'video') return 'visual';
  return method === 'audio' || method === 'document' ? method : undefined;
}

/** Round videos and stickers have no caption (Bot API, sendVideoNote, sendSticker). */
export const takesCaption = (method: Method): boolean => method !== 'video_note' && method !== 'sticker';

/** Whether the server will take a picture as a photo, by its sides; what is no picture at all it will not. */
export async function isPhoto(path: string): Promise<boolean> {
  const source = createReadStream(path);
  try {
    const sides = await imageDimensionsFromStream(Readable.toWeb(source) as ReadableStream<Uint8Array>);
    if (!sides) return false;
    const { width, height } = sides;
    return width + height <= photoSides.sum && Math.max(width, height) <= photoSides.ratio * Math.min(width, height);
  } catch {
    return false;
  } finally {
    source.destroy();
  }
}
