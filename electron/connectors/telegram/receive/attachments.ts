import type { Audio, LivePhoto, Message, PhotoSize, Poll } from 'grammy/types';
import type { InboundAttachment } from '../../../../shared/contract/connector.ts';
import { overBotLimit } from '../../../../shared/model/index.ts';
import { downloadLimit } from '../info.ts';

/** What an attachment's `ref` holds, as JSON: `file_id` to ask with, the rest to recognise and judge it. */
export type FileRef = { id: string; unique: string; size?: number };

/** Throws when `ref` is none of ours. */
export function readRef(ref: string): FileRef {
  const value: unknown = JSON.parse(ref);
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string' || value.id === '') {
    throw new Error('Not a reference to a Telegram file');
  }
  return value as FileRef;
}

type RemoteFile = { file_id: string; file_unique_id: string; file_size?: number };
type Shape = Pick<InboundAttachment, 'name' | 'mime' | 'kind'> & {
  width?: number;
  height?: number;
  seconds?: number;
  thumbnail?: RemoteFile | undefined;
};

/** The fields that hold files. */
export type Carrier = Pick<
  Message,
  | 'photo'
  | 'animation'
  | 'document'
  | 'voice'
  | 'audio'
  | 'video'
  | 'video_note'
  | 'sticker'
  | 'live_photo'
  | 'paid_media'
  | 'game'
  | 'has_media_spoiler'
> & { poll?: Pick<Poll, 'media'> };

/** Longest side of a preview, pixels (shared/model, Attachment). */
const previewSide = 320;

/**
 * Files of one message. Nothing is downloaded here; what is over `limit` bytes cannot be. `tag` sets files without a name of
 * their own apart: the number of the message.
 */
export function attachmentsOf(message: Carrier, tag: string, limit: number): InboundAttachment[] {
  const spoiler = message.has_media_spoiler ? { spoiler: true as const } : {};
  return shapesOf(message, tag).map(([remote, shape]) => ({ ...file(remote, shape, limit), ...spoiler }));
}

type Found = readonly [RemoteFile, Shape];

function shapesOf(message: Carrier, n: string): Found[] {
  const { photo, animation, document, voice, audio, video, video_note: note, sticker, live_photo: live } = message;
  // An animation is also given as a document, a live photo as a photo, for older clients (Bot API, Message).
  if (animation) {
    const { width, height, duration: seconds, thumbnail } = animation;
    const shape = named(animation, `animation_${n}.mp4`, 'video/mp4');
    return [[animation, { ...shape, kind: 'animation', width, height, seconds, thumbnail }]];
  }
  if (live) return liveShapes(live, photo ?? live.photo ?? [], n);
  if (document) {
    const shape = named(document, `document_${n}`, 'application/octet-stream');
    const kind = shape.mime.startsWith('image/') ? 'image' : 'file';
    return [[document, { ...shape, kind, thumbnail: document.thumbnail }]];
  }
  if (photo) return [photoShape(photo, n)];
  if (voice) return [[voice, { ...named(voice, `voice_${n}.ogg`, 'audio/ogg'), kind: 'voice', seconds: voice.duration }]];
  if (audio) {
    return [[audio, { ...musicNamed(audio, n), kind: 'audio', seconds: audio.duration, thumbnail: audio.thumbnail }]];
  }
  if (video) return [videoShape(video, n)];
  if (note) {
    const { length, duration: seconds, thumbnail } = note;
    const shape = { name: `video_message_${n}.mp4`, mime: 'video/mp4', width: length, height: length, seconds, thumbnail };
    return [[note, { ...shape, kind: 'video-note' }]];
  }
  if (sticker) {
    const [suffix, mime] = stickerFormat(sticker);
    const { width, height, thumbnail, emoji } = sticker;
    return [[sticker, { name: `${emoji ?? `sticker_${n}`}.${suffix}`, mime, kind: 'sticker', width, height, thumbnail }]];
  }
  return [...paidShapes(message, n), ...(message.poll?.media ? shapesOf(message.poll.media, n) : []), ...gameShapes(message, n)];
}

function photoShape(sizes: PhotoSize[], n: string): Found {
  const largest = largestOf(sizes);
  if (!largest) throw new Error('A photo without sizes');
  const { width, height } = largest;
  const small = largestOf(sizes.filter((size) => size !== largest && Math.max(size.width, size.height) <= previewSide));
  return [largest, { name: `photo_${n}.jpg`, mime: 'image/jpeg', kind: 'image', width, height, thumbnail: small }];
}

function videoShape(video: NonNullable<Message['video']>, n: string): Found {
  const { width, height, duration: seconds, thumbnail } = video;
  return [video, { ...named(video, `video_${n}.mp4`, 'video/mp4'), kind: 'video', width, height, seconds, thumbnail }];
}

/** A picture, and the seconds around it. */
function liveShapes(live: LivePhoto, photo: PhotoSize[], n: string): Found[] {
  const { width, height, duration: seconds } = live;
  const clip = { ...named(live, `live_photo_${n}.mp4`, 'video/mp4'), kind: 'video', width, height, seconds } as const;
  return [...(photo.length > 0 ? [photoShape(photo, n)] : []), [live, clip]];
}

/** Only what was paid for, or is ours, has a file (Bot API, PaidMediaPreview). */
function paidShapes({ paid_media: paid }: Carrier, n: string): Found[] {
  return (paid?.paid_media ?? []).flatMap((media, index): Found[] => {
    const tag = `${n}_${index + 1}`;
    if (media.type === 'photo') return [photoShape(media.photo, tag)];
    if (media.type === 'video') return [videoShape(media.video, tag)];
    return media.type === 'live_photo' ? liveShapes(media.live_photo, media.live_photo.photo ?? [], tag) : [];
  });
}

function gameShapes({ game }: Carrier, n: string): Found[] {
  return game && game.photo.length > 0 ? [photoShape(game.photo, n)] : [];
}

function file(remote: RemoteFile, { seconds, thumbnail, ...shape }: Shape, limit: number): InboundAttachment {
  const { file_size: size, file_unique_id: identity } = remote;
  const known = {
    ...shape,
    inline: false,
    identity,
    ...(thumbnail === undefined ? {} : { previewRef: refOf(thumbnail) }),
    ...(size === undefined ? {} : { size }),
    ...(seconds === undefined ? {} : { durationMs: seconds * 1000 }),
  };
  if (size === undefined || size <= limit) return { ...known, ref: refOf(remote) };
  const detail = limit === downloadLimit ? overBotLimit : `Telegram gives files of up to ${limit / 1024 / 1024} MB here`;
  return { ...known, unavailable: 'too-large', detail };
}

export function refOf({ file_id: id, file_unique_id: unique, file_size: size }: RemoteFile): string {
  return JSON.stringify({ id, unique, ...(size === undefined ? {} : { size }) } satisfies FileRef);
}

/** The sender's own name and type where Telegram passes them on. */
function named(given: { file_name?: string; mime_type?: string }, name: string, mime: string): { name: string; mime: string } {
  return { name: given.file_name || name, mime: given.mime_type || mime };
}

/** Music goes by who performs it and what it is called, where that is told; the ending stays that of the sender's file. */
function musicNamed(audio: Audio, n: string): { name: string; mime: string } {
  const { performer, title, file_name: file } = audio;
  const mime = audio.mime_type || 'audio/mpeg';
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(file ?? '')?.[0] ?? (mime === 'audio/mp4' ? '.m4a' : '.mp3');
  const song = [performer, title].filter((word) => word?.trim()).join(' – ');
  if (title?.trim()) return { name: `${song}${ending}`, mime };
  return { name: file ? [performer?.trim(), file].filter(Boolean).join(' – ') : `${song || `audio_${n}`}${ending}`, mime };
}

function largestOf(sizes: PhotoSize[]): PhotoSize | undefined {
  const [first, ...others] = sizes;
  if (!first) return undefined;
  return others.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best), first);
}

function stickerFormat({ is_animated, is_video }: { is_animated: boolean; is_video: boolean }): readonly [string, string] {
  if (is_animated) return ['tgs', 'application/x-tgsticker'];
  return is_video ? ['webm', 'video/webm'] : ['webp', 'image/webp'];
}
