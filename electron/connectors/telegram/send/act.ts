import type { ReactionTypeEmoji } from 'grammy/types';
import type { ActionResult, RemoteAction } from '../../../../shared/contract/connector.ts';
import { type Client, readFailure } from '../client.ts';
import { captionLimit, textLimit } from '../info.ts';
import { address, type Place, placeOf } from '../place.ts';
import { actFailure } from './delivery.ts';
import { captionOf, keyboard } from './post.ts';
import { entitiesOf } from './words.ts';

type Edit = Extract<RemoteAction, { type: 'edit' }>;
type Refused = Extract<ActionResult, { status: 'refused' }>;

/** Changes what was sent, takes it back, reacts to it. Each is one call, which may be repeated. */
export async function act(client: Client, action: RemoteAction, abort: AbortSignal): Promise<ActionResult> {
  const place = placeOf(action.remoteThread);
  const ids = action.remoteIds.map(Number);
  const [message] = ids;
  if (!place || message === undefined || !ids.every(Number.isSafeInteger)) {
    return { status: 'refused', code: 'refused', detail: 'Telegram gave this message no number by which it could be changed' };
  }
  const impossible = impossibility(action, place);
  if (impossible) return impossible;
  try {
    await call(client, action, place, ids, message, abort);
    return { status: 'done' };
  } catch (error) {
    return actFailure(readFailure(error, client));
  }
}

/** What can be told without asking the server. */
function impossibility(action: RemoteAction, { business }: Place): Refused | undefined {
  if (action.type === 'react' && business !== undefined) {
    return { status: 'refused', code: 'refused', detail: 'Bots cannot react for a business account' };
  }
  if (action.type !== 'edit') return undefined;
  const limit = action.hasFiles ? captionLimit : textLimit;
  if (action.text.length > limit) {
    return { status: 'refused', code: 'too-large', detail: `Telegram takes ${limit} characters here` };
  }
  if (!action.hasFiles && action.text.trim() === '') {
    return { status: 'refused', code: 'refused', detail: 'A message of Telegram cannot be emptied' };
  }
  return undefined;
}

async function call(
  client: Client,
  action: RemoteAction,
  place: Place,
  ids: number[],
  message: number,
  abort: AbortSignal,
): Promise<unknown> {
  const { raw } = client.call;
  const signal = abort as Parameters<typeof raw.deleteMessage>[1];
  const { chat, business } = place;
  switch (action.type) {
    case 'edit':
      return edit(client, action, place, message, abort);
    case 'withdraw':
      if (business !== undefined) {
        return raw.deleteBusinessMessages({ business_connection_id: business, message_ids: ids }, signal);
      }
      // Of several, those that are gone already are passed over (Bot API, deleteMessages).
      if (ids.length > 1) return raw.deleteMessages({ chat_id: chat, message_ids: ids }, signal);
      return raw.deleteMessage({ chat_id: chat, message_id: message }, signal);
    case 'react': {
      const reaction = action.emoji === undefined ? [] : [{ type: 'emoji', emoji: bare(action.emoji) } as ReactionTypeEmoji];
      return raw.setMessageReaction({ chat_id: chat, message_id: message, reaction }, signal);
    }
    case 'seen':
      // A bot's own chats know no read mark; a business account's do.
      if (business === undefined) return undefined;
      return raw.readBusinessMessage({ business_connection_id: business, chat_id: chat, message_id: message }, signal);
  }
}

/** Telegram lists its reactions without the mark that asks for a coloured picture (U+FE0F), and takes them so alone. */
const bare = (emoji: string) => emoji.replaceAll('\ufe0f', '');

function edit(client: Client, action: Edit, place: Place, message: number, abort: AbortSignal): Promise<unknown> {
  const { raw } = client.call;
  const signal = abort as Parameters<typeof raw.editMessageText>[1];
  const { business_connection_id } = address(place);
  const at = {
    chat_id: place.chat,
    message_id: message,
    ...(business_connection_id === undefined ? {} : { business_connection_id }),
    ...keyboard(action.buttons),
  };
  if (action.hasFiles) return raw.editMessageCaption({ ...at, ...captionOf(action) }, signal);
  const entities = entitiesOf(action);
  return raw.editMessageText({ ...at, text: action.text, ...(entities.length === 0 ? {} : { entities }) }, signal);
}
