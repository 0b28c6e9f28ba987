import { imageDimensionsFromData } from 'image-dimensions';
import { badRequest } from '../failure.ts';
import type { FileShelf, StoredFile } from '../files.ts';
import type { MediaKind } from '../media.ts';
import type { UploadedFile } from '../params.ts';

/** Bot API, sendPhoto: "at most 10 MB", sides "must not exceed 10000 in total", ratio "at most 20". */
const photo = { bytes: 10 * 1024 * 1024, sum: 10_000, ratio: 20 };

/** The server looks at the bytes; the name's end is near enough here. */
const types: ReadonlyArray<readonly [RegExp, string]> = [
  [/\.jpe?g$/i, 'image/jpeg'],
  [/\.png$/i, 'image/png'],
  [/\.webp$/i, 'image/webp'],
  [/\.gif$/i, 'image/gif'],
  [/\.mp4$/i, 'video/mp4'],
  [/\.webm$/i, 'video/webm'],
  [/\.tgs$/i, 'application/x-tgsticker'],
  [/\.mp3$/i, 'audio/mpeg'],
  [/\.m4a$/i, 'audio/mp4'],
  [/\.(ogg|oga|opus)$/i, 'audio/ogg'],
  [/\.pdf$/i, 'application/pdf'],
];
const usual: Partial<Record<MediaKind, string>> = {
  photo: 'image/jpeg',
  voice: 'audio/ogg',
  audio: 'audio/mpeg',
  video: 'video/mp4',
  video_note: 'video/mp4',
  animation: 'video/mp4',
  sticker: 'image/webp',
};

/** Takes an uploaded file in, or says what the server says to one it will not have. */
export function uploadFor(files: FileShelf, kind: MediaKind, { bytes, name }: UploadedFile): StoredFile {
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  if (kind === 'photo') checkPhoto(bytes);
  const mime = types.find(([pattern]) => pattern.test(name))?.[1] ?? usual[kind] ?? 'application/octet-stream';
  return files.add(bytes, name, kind === 'photo' ? 'image/jpeg' : mime);
}

function checkPhoto(bytes: Uint8Array): void {
  if (bytes.length > photo.bytes) {
    throw badRequest(`file of size ${bytes.length} bytes is too big for a photo; the maximum size is ${photo.bytes} bytes`);
  }
  const sides = imageDimensionsFromData(bytes);
  if (!sides) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = sides;
  const fits = width + height <= photo.sum && Math.max(width, height) <= photo.ratio * Math.min(width, height);
  if (!fits) throw badRequest('PHOTO_INVALID_DIMENSIONS');
}
