import type { ApiMethods } from 'grammy/types';
import { mediaKinds } from '../media.ts';
import type { Params } from '../params.ts';
import type { BusinessAccount } from '../people/business.ts';
import type { Office } from '../rooms/office.ts';
import type { Room } from '../rooms/room.ts';
import * as asking from './asking.ts';
import * as changing from './changing.ts';
import * as sending from './sending.ts';

/** State the methods share; the chats are looked up, never made: a bot cannot make one. */
export type Desk = Office & {
  me: ReturnType<ApiMethods['getMe']>;
  webhookUrl: string;
  room(chat: number): Room | undefined;
  business(connection: string): BusinessAccount | undefined;
};

type Method = (desk: Desk, params: Params, gone: AbortSignal) => unknown;

/** By lower-case name: "All methods in the Bot API are case-insensitive". */
export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['getme', (desk) => desk.me],
  ['getupdates', asking.getUpdates],
  ['getfile', (desk, params) => desk.files.describe(params.text('file_id') ?? '')],
  ['getuserprofilephotos', asking.getUserProfilePhotos],
  ['getbusinessconnection', asking.getBusinessConnection],
  ['setwebhook', asking.setWebhook],
  ['deletewebhook', asking.deleteWebhook],
  ['getwebhookinfo', asking.getWebhookInfo],
  ['sendmessage', sending.sendMessage],
  ...mediaKinds.map((kind): [string, Method] => [
    `send${kind.replace('_', '')}`,
    (desk, params) => sending.sendMedia(desk, params, kind),
  ]),
  ['sendmediagroup', sending.sendMediaGroup],
  ['sendpoll', sending.sendPoll],
  ['sendchataction', sending.sendChatAction],
  ['editmessagetext', changing.editMessageText],
  ['editmessagecaption', changing.editMessageCaption],
  ['deletemessage', changing.deleteMessage],
  ['deletemessages', changing.deleteMessages],
  ['deletebusinessmessages', changing.deleteBusinessMessages],
  ['readbusinessmessage', changing.readBusinessMessage],
  ['setmessagereaction', changing.setMessageReaction],
  ['answercallbackquery', changing.answerCallbackQuery],
]);
