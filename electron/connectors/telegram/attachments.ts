import type { Message, PhotoSize } from 'grammy/types';
import type { InboundAttachment } from '../../../shared/contract/connector.ts';
import { downloadLimit } from './info.ts';

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
type Shape = Pick<InboundAttachment, 'name' | 'mime' | 'kind'> & { width?: number; height?: number; seconds?: number };

/** Files of one message; Telegram allows one, so the first field that fits decides. Nothing is downloaded here. */
export function attachmentsOf(message: Message): InboundAttachment[] {
  const n = message.message_id;
  const { photo, animation, document, voice, audio, video, video_note: note, sticker } = message;
  // An animation is also given as a document, for older clients (Bot API, Message): it must be looked at first.
  if (animation) {
    const { width, height, duration: seconds } = animation;
    return [file(animation, { ...named(animation, `animation_${n}.mp4`, 'video/mp4'), kind: 'video', width, height, seconds })];
  }
  if (document) {
    const shape = named(document, `document_${n}`, 'application/octet-stream');
    return [file(document, { ...shape, kind: shape.mime.startsWith('image/') ? 'image' : 'file' })];
  }
  if (photo) {
    const { width, height } = largest(photo);
    return [file(largest(photo), { name: `photo_${n}.jpg`, mime: 'image/jpeg', kind: 'image', width, height })];
  }
  if (voice) return [file(voice, { ...named(voice, `voice_${n}.ogg`, 'audio/ogg'), kind: 'voice', seconds: voice.duration })];
  if (audio) return [file(audio, { ...named(audio, `audio_${n}.mp3`, 'audio/mpeg'), kind: 'audio', seconds: audio.duration })];
  if (video) {
    const { width, height, duration: seconds } = video;
    return [file(video, { ...named(video, `video_${n}.mp4`, 'video/mp4'), kind: 'video', width, height, seconds })];
  }
  if (note) {
    const { length, duration: seconds } = note;
    return [
      file(note, { name: `video_message_${n}.mp4`, mime: 'video/mp4', kind: 'video', width: length, height: length, seconds }),
    ];
  }
  if (sticker) {
    const [suffix, mime] = stickerFormat(sticker);
    const { width, height } = sticker;
    return [file(sticker, { name: `sticker_${n}.${suffix}`, mime, kind: 'sticker', width, height })];
  }
  return [];
}

function file({ file_id, file_unique_id, file_size }: RemoteFile, { seconds, ...shape }: Shape): InboundAttachment {
  const known = {
    ...shape,
    inline: false,
    ...(file_size === undefined ? {} : { size: file_size }),
    ...(seconds === undefined ? {} : { durationMs: seconds * 1000 }),
  };
  if (file_size !== undefined && file_size > downloadLimit) {
    return { ...known, unavailable: 'too-large', detail: 'Telegram lets bots download files of up to 20 MB' };
  }
  const ref: FileRef = { id: file_id, unique: file_unique_id, ...(file_size === undefined ? {} : { size: file_size }) };
  return { ...known, ref: JSON.stringify(ref) };
}

/** The sender's own name and type where Telegram passes them on. */
function named(given: { file_name?: string; mime_type?: string }, name: string, mime: string): { name: string; mime: string } {
  return { name: given.file_name || name, mime: given.mime_type || mime };
}

function largest(sizes: PhotoSize[]): PhotoSize {
  const [first, ...others] = sizes;
  if (!first) throw new Error('A photo without sizes');
  return others.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best), first);
}

function stickerFormat({ is_animated, is_video }: { is_animated: boolean; is_video: boolean }): readonly [string, string] {
  if (is_animated) return ['tgs', 'application/x-tgsticker'];
  return is_video ? ['webm', 'video/webm'] : ['webp', 'image/webp'];
}
