import { stat } from 'node:fs/promises';
import { InputFile } from 'grammy';
import type { Message } from 'grammy/types';
import type { ConnectorContext, OutgoingFile, SendIntent, SendResult } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';
import { type Client, readFailure } from './client.ts';
import { sendFailure } from './delivery.ts';
import { photoLimit, uploadLimit } from './info.ts';

type Method = 'photo' | 'voice' | 'video' | 'audio' | 'document';

/** How a file travels: as what the customer's application can show, and as a plain document otherwise. */
export function methodFor(file: Pick<OutgoingFile, 'mime' | 'size'>): Method {
  const mime = (file.mime.split(';')[0] ?? '').trim().toLowerCase();
  if (/^image\/(jpeg|png|webp)$/.test(mime)) return file.size <= photoLimit ? 'photo' : 'document';
  if (/^audio\/(ogg|opus)$/.test(mime)) return 'voice';
  if (mime === 'video/mp4') return 'video';
  if (/^audio\/(mpeg|mp3|mp4|m4a|x-m4a)$/.test(mime)) return 'audio';
  return 'document';
}

/** grammY writes the name unquoted into the part's header, where these would end it. */
export function fileName(name: string): string {
  const safe = [...name].map((c) => (c < ' ' || c === '\u007f' || c === '"' || c === ';' || c === '\\' ? '_' : c)).join('');
  return safe.trim() === '' ? 'file' : safe.trim();
}

/** One intent is one call of the API, once. */
export async function sendIntent(
  client: Client,
  files: ConnectorContext<TelegramChannelConfig>['files'],
  intent: SendIntent,
  signal: AbortSignal,
): Promise<SendResult> {
  const impossible = impossibility(intent) ?? (await missing(files, intent));
  if (impossible) return impossible;
  try {
    const message = await call(client, files, intent, signal);
    if (typeof message.message_id !== 'number') return { status: 'unknown', detail: 'The answer names no message' };
    return {
      status: 'accepted',
      remoteId: String(message.message_id),
      remoteThread: intent.to,
      ...(typeof message.date === 'number' ? { sentAt: message.date * 1000 } : {}),
    };
  } catch (error) {
    return sendFailure(readFailure(error, client));
  }
}

/** What can be told without asking the server. */
function impossibility({ to, files }: SendIntent): SendResult | undefined {
  if (!/^-?\d{1,16}$/.test(to)) return { status: 'rejected', code: 'no-such-address', detail: `Not a Telegram chat id: ${to}` };
  if (files.length > 1) return { status: 'rejected', code: 'refused', detail: 'A Telegram message carries one file' };
  const large = files.find((file) => file.size > uploadLimit);
  return large && { status: 'rejected', code: 'too-large', detail: `${large.name}: bots send files of up to 50 MB` };
}

/** Looked at beforehand: a file that fails while it is being sent leaves a doubt whether the message left. */
async function missing(files: { path(hash: string): string }, intent: SendIntent): Promise<SendResult | undefined> {
  for (const { hash, name } of intent.files) {
    const found = await stat(files.path(hash)).catch(() => undefined);
    if (!found?.isFile()) return { status: 'rejected', code: 'refused', detail: `${name}: the file is gone from this machine` };
  }
  return undefined;
}

function call(client: Client, files: { path(hash: string): string }, intent: SendIntent, abort: AbortSignal): Promise<Message> {
  const api = client.call;
  // grammY is typed for the signal of a polyfill; at run time it only adds and removes a listener.
  const signal = abort as Parameters<typeof api.sendMessage>[3];
  const chat = Number(intent.to);
  const answered = Number(intent.replyTo?.remoteId);
  const reply = Number.isSafeInteger(answered)
    ? { reply_parameters: { message_id: answered, allow_sending_without_reply: true } }
    : {};
  const [file] = intent.files;
  if (!file) return api.sendMessage(chat, intent.text, reply, signal);
  const upload = new InputFile(files.path(file.hash), fileName(file.name));
  const other = { ...reply, ...(intent.text === '' ? {} : { caption: intent.text }) };
  switch (methodFor(file)) {
    case 'photo':
      return api.sendPhoto(chat, upload, other, signal);
    case 'voice':
      return api.sendVoice(chat, upload, other, signal);
    case 'video':
      return api.sendVideo(chat, upload, other, signal);
    case 'audio':
      return api.sendAudio(chat, upload, other, signal);
    case 'document':
      return api.sendDocument(chat, upload, other, signal);
  }
}
