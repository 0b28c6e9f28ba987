import { InputFile } from 'grammy';
import type { InlineKeyboardMarkup, Message, MessageEntity, ReplyParameters } from 'grammy/types';
import type { ConnectorContext, OutgoingFile, SendIntent } from '../../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../../shared/contract/provision.ts';
import type { MessageButton } from '../../../../shared/model/index.ts';
import type { Client } from '../client.ts';
import { address, type Place } from '../place.ts';
import { isPhoto, type Method, methodFor } from './media.ts';
import { entitiesOf } from './words.ts';

type Files = ConnectorContext<TelegramChannelConfig>['files'];
type Content = Pick<SendIntent, 'text' | 'marks' | 'buttons' | 'files' | 'replyTo'>;

/** Makes the one call that sends these things to this place; answers the messages they became. Throws what grammY throws. */
export async function post(client: Client, files: Files, content: Content, place: Place, abort: AbortSignal): Promise<Message[]> {
  const { raw } = client.call;
  // grammY is typed for the signal of a polyfill; at run time it only adds and removes a listener.
  const signal = abort as Parameters<typeof raw.sendMessage>[1];
  const to = { chat_id: place.chat, ...address(place), ...answering(content.replyTo) };
  const [first] = content.files;
  if (!first) {
    const entities = entitiesOf(content);
    const said = { text: content.text, ...(entities.length === 0 ? {} : { entities }) };
    return [await raw.sendMessage({ ...to, ...keyboard(content.buttons), ...said }, signal)];
  }
  const methods = await methodsFor(content.files, files);
  if (content.files.length > 1) return raw.sendMediaGroup({ ...to, media: album(content, methods, files) }, signal);
  const method = methods[0] ?? 'document';
  const upload = uploadOf(first, files);
  const spoiler = first.spoiler ? { has_spoiler: true } : {};
  const other = { ...to, ...keyboard(content.buttons) };
  const captioned = { ...other, ...captionOf(content) };
  switch (method) {
    case 'photo':
      return [await raw.sendPhoto({ ...captioned, ...spoiler, photo: upload }, signal)];
    case 'video':
      return [await raw.sendVideo({ ...captioned, ...spoiler, video: upload, supports_streaming: true }, signal)];
    case 'animation':
      return [await raw.sendAnimation({ ...captioned, ...spoiler, animation: upload }, signal)];
    case 'voice':
      return [await raw.sendVoice({ ...captioned, voice: upload }, signal)];
    case 'audio':
      return [await raw.sendAudio({ ...captioned, audio: upload }, signal)];
    case 'video_note':
      return [await raw.sendVideoNote({ ...other, video_note: upload }, signal)];
    case 'sticker':
      return [await raw.sendSticker({ ...other, sticker: upload }, signal)];
    case 'document':
      return [await raw.sendDocument({ ...captioned, document: upload, disable_content_type_detection: true }, signal)];
  }
}

/** A picture whose sides the server refuses goes as a file, and with it the album it is in: photos and files never mix. */
async function methodsFor(outgoing: readonly OutgoingFile[], files: Files): Promise<Method[]> {
  const methods = outgoing.map(methodFor);
  for (const [index, file] of outgoing.entries()) {
    if (methods[index] === 'photo' && !(await isPhoto(files.path(file.hash)))) return outgoing.map(() => 'document');
  }
  return methods;
}

/** The caption of the first file is shown as that of the album. */
function album(content: Content, methods: readonly Method[], files: Files): never[] {
  return content.files.map((file, index) => {
    const method = methods[index] ?? 'document';
    return {
      type: method,
      media: uploadOf(file, files),
      ...(index === 0 ? captionOf(content) : {}),
      ...(file.spoiler && (method === 'photo' || method === 'video') ? { has_spoiler: true } : {}),
    };
  }) as never[];
}

export function captionOf(content: Pick<Content, 'text' | 'marks'>): { caption?: string; caption_entities?: MessageEntity[] } {
  if (content.text === '') return {};
  const entities = entitiesOf(content);
  return { caption: content.text, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
}

export function keyboard(buttons: MessageButton[][] | undefined): { reply_markup?: InlineKeyboardMarkup } {
  const rows = (buttons ?? []).filter((row) => row.length > 0);
  if (rows.length === 0) return {};
  const made = rows.map((row) =>
    row.map((button) =>
      'url' in button ? { text: button.label, url: button.url } : { text: button.label, callback_data: button.data },
    ),
  );
  return { reply_markup: { inline_keyboard: made } };
}

function answering(replyTo: SendIntent['replyTo']): { reply_parameters?: ReplyParameters } {
  const message = Number(replyTo?.remoteId);
  // A pressed button stands on the timeline and is no message of Telegram's.
  if (!Number.isSafeInteger(message) || message <= 0) return {};
  return { reply_parameters: { message_id: message, allow_sending_without_reply: true } };
}

const uploadOf = (file: OutgoingFile, files: Files) => new InputFile(files.path(file.hash), fileName(file.name));

/** grammY writes the name unquoted into the part's header, where these would end it. */
export function fileName(name: string): string {
  const safe = [...name].map((c) => (c < ' ' || c === '\u007f' || c === '"' || c === ';' || c === '\\' ? '_' : c)).join('');
  return safe.trim() === '' ? 'file' : safe.trim();
}
