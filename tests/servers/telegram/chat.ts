import type { Chat, ChatMember, Message, User } from 'grammy/types';
import { badRequest } from './failure.ts';
import type { FileShelf } from './files.ts';
import type { UpdateQueue } from './updates.ts';
import { Watch } from './watch.ts';

export type Profile = { firstName: string; lastName?: string; username?: string; languageCode?: string };
/** What the server holds in common for all chats of the bot. */
export type Office = {
  bot: User;
  updates: UpdateQueue;
  files: FileShelf;
  /** Ids of callback queries nobody has answered yet. */
  buttonPresses: Set<string>;
  /** Unix time in whole seconds, as all dates of the Bot API. */
  now(): number;
};
/** Everything of a message but what the chat itself fills in. */
export type Content = Omit<Partial<Message>, 'message_id' | 'date' | 'chat' | 'from' | 'reply_to_message'>;

/** The private chat of one user with the bot: both sides' messages under one rising count. */
export class PrivateChat {
  readonly user: User;
  readonly chat: Chat.PrivateChat;
  /** Messages of the bot as they stand now, oldest first; deleted ones are gone. */
  readonly received: Message[] = [];
  readonly watch = new Watch();
  /** The user has written, so the bot may (Bots FAQ: bots can't start conversations). */
  started = false;
  blocked = false;
  deactivated = false;
  readonly #office: Office;
  readonly #messages = new Map<number, Message>();
  #lastId = 0;

  constructor(office: Office, id: number, profile: Profile) {
    this.#office = office;
    const names = {
      first_name: profile.firstName,
      ...(profile.lastName === undefined ? {} : { last_name: profile.lastName }),
      ...(profile.username === undefined ? {} : { username: profile.username }),
    };
    this.chat = { id, type: 'private', ...names };
    this.user = {
      id,
      is_bot: false,
      ...names,
      ...(profile.languageCode === undefined ? {} : { language_code: profile.languageCode }),
    };
  }

  /**
   * Records a message of either side; a private chat's updates tell of the user's only.
   * @param at when it was written, epoch ms; now unless given
   */
  add(from: User, content: Content, replyTo?: number, at?: number): Message {
    this.#lastId += 1;
    const answered = replyTo === undefined ? undefined : this.#messages.get(replyTo);
    const message: Message = {
      message_id: this.#lastId,
      from,
      chat: this.chat,
      date: at === undefined ? this.#office.now() : Math.floor(at / 1000),
      ...content,
      ...(answered === undefined ? {} : { reply_to_message: withoutReply(answered) }),
    };
    this.#messages.set(message.message_id, message);
    if (from.is_bot) this.received.push(message);
    else {
      this.started = true;
      this.#office.updates.push({ message: { ...message, chat: this.chat, from } });
    }
    this.watch.changed();
    return message;
  }

  find(messageId: number): Message | undefined {
    return this.#messages.get(messageId);
  }

  /** Replaces content in place. The user's own edits become `edited_message` updates. */
  edit(messageId: number, content: Content): Message {
    const before = this.#messages.get(messageId);
    if (!before) throw badRequest('message to edit not found');
    const edited = { ...before, ...content, edit_date: this.#office.now() };
    this.#messages.set(messageId, edited);
    const shown = this.received.findIndex((m) => m.message_id === messageId);
    if (shown >= 0) this.received[shown] = edited;
    else this.#office.updates.push({ edited_message: { ...edited, chat: this.chat, from: this.user } });
    this.watch.changed();
    return edited;
  }

  delete(messageId: number): void {
    if (!this.#messages.delete(messageId)) throw badRequest('message to delete not found');
    const shown = this.received.findIndex((m) => m.message_id === messageId);
    if (shown >= 0) this.received.splice(shown, 1);
    this.watch.changed();
  }

  /** Bot API, `my_chat_member`: in private chats it comes only when the user blocks or unblocks the bot. */
  setBlocked(blocked: boolean): void {
    if (this.blocked === blocked) return;
    this.blocked = blocked;
    const member: ChatMember = { status: 'member', user: this.#office.bot };
    const kicked: ChatMember = { status: 'kicked', user: this.#office.bot, until_date: 0 };
    this.#office.updates.push({
      my_chat_member: {
        chat: this.chat,
        from: this.user,
        date: this.#office.now(),
        old_chat_member: blocked ? member : kicked,
        new_chat_member: blocked ? kicked : member,
      },
    });
  }
}

/** "The Message object in this field will not contain further reply_to_message fields" (Bot API, Message). */
function withoutReply({ reply_to_message: _, ...message }: Message): NonNullable<Message['reply_to_message']> {
  // The declared type wants the field to be present and undefined, which no JSON can say.
  return message as NonNullable<Message['reply_to_message']>;
}
