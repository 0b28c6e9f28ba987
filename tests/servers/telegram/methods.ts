import type { ApiMethods, Message, Update } from 'grammy/types';
import type { Content, Office, PrivateChat } from './chat.ts';
import { badRequest, conflict, forbidden } from './failure.ts';
import { type MediaKind, mediaFields } from './media.ts';
import type { Params } from './params.ts';

/** State the methods share; the chats are looked up, never made: a bot cannot make one. */
export type Desk = Office & {
  me: ReturnType<ApiMethods['getMe']>;
  webhookUrl: string;
  chat(id: number): PrivateChat | undefined;
};

type Method = (desk: Desk, params: Params, gone: AbortSignal) => unknown;

/** Limits as the documentation of each method gives them. */
const limits = { text: 4096, caption: 1024, photo: 10 * 1024 * 1024, longPoll: 50, updates: 100 };

const uploads: ReadonlyArray<MediaKind> = ['photo', 'document', 'voice', 'audio', 'video'];

/** By lower-case name: "All methods in the Bot API are case-insensitive". */
export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['getme', (desk) => desk.me],
  ['getupdates', getUpdates],
  ['sendmessage', sendMessage],
  ...uploads.map((kind): [string, Method] => [`send${kind}`, (desk, params) => sendFile(desk, params, kind)]),
  ['sendchataction', (desk, params) => writable(desk, params) !== undefined],
  ['editmessagetext', editMessageText],
  ['deletemessage', (desk, params) => deleteMessage(desk, params)],
  ['getfile', (desk, params) => desk.files.describe(params.text('file_id') ?? '')],
  ['answercallbackquery', answerCallbackQuery],
  ['setwebhook', setWebhook],
  ['deletewebhook', deleteWebhook],
  ['getwebhookinfo', (desk) => webhookInfo(desk)],
]);

async function getUpdates(desk: Desk, params: Params, gone: AbortSignal): Promise<Update[]> {
  if (desk.webhookUrl !== '') {
    throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
  }
  const allowed = params.json('allowed_updates');
  if (Array.isArray(allowed)) desk.updates.allow(allowed.map(String));
  const limit = Math.min(Math.max(params.integer('limit') ?? limits.updates, 1), limits.updates);
  const timeout = Math.min(Math.max(params.integer('timeout') ?? 0, 0), limits.longPoll);
  return desk.updates.poll({ offset: params.integer('offset') ?? 0, limit, timeout }, gone);
}

function sendMessage(desk: Desk, params: Params): Message {
  const chat = writable(desk, params);
  const text = (params.text('text') ?? '').trim();
  if (text === '') throw badRequest('message text is empty');
  if (text.length > limits.text) throw badRequest('message is too long');
  return send(desk, chat, params, { text });
}

function sendFile(desk: Desk, params: Params, kind: MediaKind): Message {
  const chat = writable(desk, params);
  const caption = params.text('caption')?.trim() ?? '';
  if (caption.length > limits.caption) throw badRequest('message caption is too long');
  const upload = params.file(kind);
  const file = upload
    ? desk.files.add(upload.bytes, upload.name, mimeOf(kind, upload.name))
    : desk.files.byId(params.text(kind) ?? '');
  if (!file) throw badRequest(`there is no ${kind} in the request`);
  if (file.bytes.length === 0) throw badRequest('file must be non-empty');
  if (kind === 'photo' && file.bytes.length > limits.photo) {
    throw badRequest(`file of size ${file.bytes.length} bytes is too big for a photo; the maximum size is ${limits.photo} bytes`);
  }
  return send(desk, chat, params, { ...mediaFields(kind, file, desk.files), ...(caption === '' ? {} : { caption }) });
}

function send(desk: Desk, chat: PrivateChat, params: Params, content: Content): Message {
  const reply = params.json('reply_parameters');
  let replyTo: number | undefined;
  if (typeof reply === 'object' && reply !== null && 'message_id' in reply) {
    const wanted = Number(reply.message_id);
    if (chat.find(wanted)) replyTo = wanted;
    else if (!('allow_sending_without_reply' in reply && reply.allow_sending_without_reply === true)) {
      throw badRequest('message to be replied not found');
    }
  }
  return chat.add(desk.bot, content, replyTo);
}

function editMessageText(desk: Desk, params: Params): Message {
  const chat = writable(desk, params);
  const message = chat.find(params.integer('message_id') ?? 0);
  if (message?.from?.id !== desk.bot.id) throw badRequest('message to edit not found');
  const text = (params.text('text') ?? '').trim();
  if (text === '') throw badRequest('message text is empty');
  if (text.length > limits.text) throw badRequest('message is too long');
  if (text === message.text) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  return chat.edit(message.message_id, { text });
}

function deleteMessage(desk: Desk, params: Params): true {
  writable(desk, params).delete(params.integer('message_id') ?? 0);
  return true;
}

function answerCallbackQuery(desk: Desk, params: Params): true {
  const id = params.text('callback_query_id');
  if (!desk.buttonPresses.delete(id ?? '')) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  return true;
}

function setWebhook(desk: Desk, params: Params): true {
  const url = params.text('url') ?? '';
  if (url !== '' && !url.startsWith('https://')) throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  desk.webhookUrl = url;
  if (url !== '') desk.updates.terminate('terminated by setWebhook request');
  return true;
}

function deleteWebhook(desk: Desk, params: Params): true {
  desk.webhookUrl = '';
  if (params.flag('drop_pending_updates')) desk.updates.forgetAll();
  return true;
}

function webhookInfo(desk: Desk): ReturnType<ApiMethods['getWebhookInfo']> {
  return { url: desk.webhookUrl, has_custom_certificate: false, pending_update_count: desk.updates.pending.length };
}

/** The chat named by `chat_id`, or why the bot cannot write there. */
function writable(desk: Desk, params: Params): PrivateChat {
  const id = params.text('chat_id');
  if (id === undefined || id === '') throw badRequest('chat_id is empty');
  const chat = desk.chat(Number(id));
  if (!chat) throw badRequest('chat not found');
  if (chat.deactivated) throw forbidden('user is deactivated');
  if (chat.blocked) throw forbidden('bot was blocked by the user');
  if (!chat.started) throw forbidden("bot can't initiate conversation with a user");
  return chat;
}

/** The server looks at the bytes; the name's end is near enough here. */
function mimeOf(kind: MediaKind, name: string): string {
  const byKind: Partial<Record<MediaKind, string>> = {
    photo: 'image/jpeg',
    voice: 'audio/ogg',
    audio: 'audio/mpeg',
    video: 'video/mp4',
  };
  return byKind[kind] ?? (name.toLowerCase().endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream');
}
