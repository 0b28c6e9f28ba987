import type { Message } from 'grammy/types';
import { badRequest } from '../failure.ts';
import type { StoredFile } from '../files.ts';
import { type MediaKind, mediaFields } from '../media.ts';
import { Params } from '../params.ts';
import { makePoll } from '../people/polls.ts';
import type { Content, Room } from '../rooms/room.ts';
import type { Desk } from './index.ts';
import { answeredIn, standing, writable } from './place.ts';
import { uploadFor } from './uploads.ts';
import { readKeyboard, readWords, type Words } from './words.ts';

/** Limits as the documentation of each method gives them. */
export const limits = { text: 4096, caption: 1024, album: 10 };

let albums = 0;

export function sendMessage(desk: Desk, params: Params): Message {
  const room = writable(desk, params);
  return send(desk, params, room, { ...textOf(readWords(params, 'text', 'entities')), ...readKeyboard(params) });
}

export function textOf({ text, entities }: Words): Content {
  if (text === '') throw badRequest('message text is empty');
  if (text.length > limits.text) throw badRequest('message is too long');
  return { text, ...(entities.length === 0 ? {} : { entities }) };
}

export function captionOf({ text, entities }: Words): Content {
  if (text.length > limits.caption) throw badRequest('message caption is too long');
  if (text === '') return {};
  return { caption: text, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
}

export function sendMedia(desk: Desk, params: Params, kind: MediaKind): Message {
  const room = writable(desk, params);
  return send(desk, params, room, {
    ...mediaOf(desk, params, kind, params.file(kind), params.text(kind)),
    ...readKeyboard(params),
  });
}

/** "Documents and audio files can be only grouped in an album with messages of the same type" (Bot API, sendMediaGroup). */
export function sendMediaGroup(desk: Desk, params: Params): Message[] {
  const room = writable(desk, params);
  const media = params.json('media');
  if (!Array.isArray(media)) throw badRequest('parameter "media" is required');
  if (media.length === 0) throw badRequest('there are no messages to send');
  if (media.length > limits.album) throw badRequest('too many messages to send as an album');
  const kinds = media.map((one: { type?: unknown }) => String(one.type));
  const odd = kinds.find((kind) => !['photo', 'video', 'audio', 'document'].includes(kind));
  if (odd) throw badRequest(`can't parse InputMedia: type "${odd}" can't be used in sendMediaGroup`);
  const strict = kinds.find((kind) => kind === 'document' || kind === 'audio');
  if (strict && kinds.some((kind) => kind !== strict)) throw badRequest(`${strict} can't be mixed with other media types`);
  const contents = media.map((one: Record<string, unknown>, index) => {
    const own = new Params(one, params.files);
    const kind = kinds[index] as MediaKind;
    return mediaOf(desk, own, kind, own.file('media'), own.text('media'));
  });
  // A single one is an ordinary message.
  albums += 1;
  const album = contents.length === 1 ? {} : { media_group_id: String(14_000_000_000_000_000n + BigInt(albums)) };
  return contents.map((content) => send(desk, params, room, { ...content, ...album }));
}

export function sendPoll(desk: Desk, params: Params): Message {
  const room = writable(desk, params);
  const options = params.json('options');
  const texts = (Array.isArray(options) ? options : []).map((option: { text?: string } | string) =>
    typeof option === 'string' ? option : (option.text ?? ''),
  );
  const plan = { question: params.text('question') ?? '', options: texts, open: params.text('is_anonymous') === 'false' };
  return send(desk, params, room, { poll: makePoll(desk, plan) });
}

/** "The status is set for 5 seconds or less" (Bot API, sendChatAction). */
export function sendChatAction(desk: Desk, params: Params): true {
  const room = writable(desk, params);
  const action = params.text('action') ?? '';
  if (!/^(typing|(upload|record)_(photo|video|voice|document|video_note)|choose_sticker|find_location)$/.test(action)) {
    throw badRequest('wrong parameter action in request');
  }
  room.actions.push(action);
  room.watch.changed();
  return true;
}

function mediaOf(desk: Desk, params: Params, kind: MediaKind, upload: ReturnType<Params['file']>, id = ''): Content {
  const caption = captionOf(readWords(params, 'caption', 'caption_entities'));
  const file: StoredFile | undefined = upload ? uploadFor(desk.files, kind, upload) : desk.files.byId(id);
  if (!file) throw badRequest(`there is no ${kind} in the request`);
  const spoiler = params.flag('has_spoiler') ? { has_media_spoiler: true as const } : {};
  return { ...mediaFields(kind, file, desk.files), ...caption, ...spoiler };
}

function send(desk: Desk, params: Params, room: Room, content: Content): Message {
  const { from, about } = standing(desk, params, room);
  return room.add(from, { ...content, ...about }, answeredIn(room, params));
}
