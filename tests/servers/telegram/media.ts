import type { Message, PhotoSize } from 'grammy/types';
import { imageDimensionsFromData } from 'image-dimensions';
import type { FileShelf, StoredFile } from './files.ts';

export const mediaKinds = ['photo', 'document', 'voice', 'audio', 'video', 'video_note', 'animation', 'sticker'] as const;
export type MediaKind = (typeof mediaKinds)[number];
export type MediaFacts = {
  width?: number;
  height?: number;
  duration?: number;
  /** A small picture of it, JPEG. */
  thumbnail?: Uint8Array;
  /** How a sticker moves. */
  moves?: 'animated' | 'video';
  /** Of music. */
  performer?: string;
  title?: string;
};
/** The fields of a message that carry a file. */
export type MediaFields = Pick<Message, MediaKind>;

/** Every required field of the type (Bot API, "Available types"), and the size, which the server always knows. */
export function mediaFields(kind: MediaKind, file: StoredFile, shelf: FileShelf, facts: MediaFacts = {}): MediaFields {
  const seen = kind === 'photo' || kind === 'sticker' ? imageDimensionsFromData(file.bytes) : undefined;
  const { width = seen?.width ?? 800, height = seen?.height ?? 600, duration = 3, moves, performer, title } = facts;
  const song = { ...(performer === undefined ? {} : { performer }), ...(title === undefined ? {} : { title }) };
  const small = facts.thumbnail && { thumbnail: thumbnailOf(facts.thumbnail, file, shelf, width, height) };
  const base = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length, ...small };
  const named = { ...base, file_name: file.name, mime_type: file.mime };
  switch (kind) {
    case 'photo':
      // The server offers each picture in several sizes, smallest first.
      return { photo: [thumbnailOf(file.bytes.subarray(0, 64), file, shelf, width, height), { ...base, width, height }] };
    case 'document':
      return { document: named };
    case 'voice':
      return { voice: { ...base, mime_type: file.mime, duration } };
    case 'audio':
      return { audio: { ...named, duration, ...song } };
    case 'video':
      return { video: { ...named, width, height, duration } };
    case 'video_note':
      return { video_note: { ...base, length: width, duration } };
    case 'animation': {
      // "For backward compatibility, when this field is set, the document field will also be set" (Bot API, Message).
      return { animation: { ...named, width, height, duration }, document: named };
    }
    case 'sticker': {
      const format = { is_animated: moves === 'animated', is_video: moves === 'video' };
      return { sticker: { ...base, type: 'regular', width: 512, height: 512, ...format, emoji: '👍' } };
    }
  }
}

function thumbnailOf(bytes: Uint8Array, of: StoredFile, shelf: FileShelf, width: number, height: number): PhotoSize {
  const thumbnail = shelf.add(bytes, `thumb_${of.name}`, 'image/jpeg');
  const ratio = 90 / Math.max(width, height);
  return {
    file_id: thumbnail.id,
    file_unique_id: thumbnail.uniqueId,
    file_size: bytes.length,
    width: Math.max(1, Math.round(width * ratio)),
    height: Math.max(1, Math.round(height * ratio)),
  };
}
