import type { Message } from 'grammy/types';
import type { FileShelf, StoredFile } from './files.ts';

export type MediaKind = 'photo' | 'document' | 'voice' | 'audio' | 'video' | 'video_note' | 'animation' | 'sticker';
export type MediaFacts = { width?: number; height?: number; duration?: number };
/** The one field of a message that carries a file. */
export type MediaFields = Pick<Message, MediaKind>;

/** Every required field of the type (Bot API, "Available types"), and the size, which the server always knows. */
export function mediaFields(kind: MediaKind, file: StoredFile, shelf: FileShelf, facts: MediaFacts = {}): MediaFields {
  const { width = 800, height = 600, duration = 3 } = facts;
  const base = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length };
  const named = { ...base, file_name: file.name, mime_type: file.mime };
  switch (kind) {
    case 'photo': {
      // The server offers each picture in several sizes, smallest first.
      const thumbnail = shelf.add(file.bytes.subarray(0, Math.min(64, file.bytes.length)), `thumb_${file.name}`, file.mime);
      const small = { file_id: thumbnail.id, file_unique_id: thumbnail.uniqueId, file_size: thumbnail.bytes.length };
      const ratio = 90 / Math.max(width, height);
      return {
        photo: [
          { ...small, width: Math.max(1, Math.round(width * ratio)), height: Math.max(1, Math.round(height * ratio)) },
          { ...base, width, height },
        ],
      };
    }
    case 'document':
      return { document: named };
    case 'voice':
      return { voice: { ...base, mime_type: file.mime, duration } };
    case 'audio':
      return { audio: { ...named, duration } };
    case 'video':
      return { video: { ...named, width, height, duration } };
    case 'video_note':
      return { video_note: { ...base, length: width, duration } };
    case 'animation':
      return { animation: { ...named, width, height, duration } };
    case 'sticker':
      return {
        sticker: { ...base, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false, emoji: '👍' },
      };
  }
}
