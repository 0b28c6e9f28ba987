import type { Chat, Message, ReactionTypeEmoji, User } from 'grammy/types';
import { badRequest } from '../failure.ts';
import { Watch } from '../watch.ts';
import type { Office } from './office.ts';

/** Everything of a message but what the chat itself fills in. */
export type Content = Omit<Partial<Message>, 'message_id' | 'date' | 'chat' | 'from' | 'reply_to_message'>;
/** `at`, epoch ms: written then rather than now, while nobody fetched it. */
export type Placing = { replyTo?: number; at?: number };
type Reaction = { message: number; by: number; emoji: string[] };

/** One chat the bot knows: the messages of all sides under one rising count. */
export abstract class Room {
  abstract readonly chat: Chat;
  /** Messages of the bot as they stand now, oldest first; deleted ones are gone. */
  readonly received: Message[] = [];
  /** What the bot was seen doing, oldest first: `typing`. */
  readonly actions: string[] = [];
  readonly watch = new Watch();
  protected readonly office: Office;
  readonly #messages = new Map<number, Message>();
  readonly #reactions: Reaction[] = [];
  #lastId = 0;

  constructor(office: Office) {
    this.office = office;
  }

  /** Throws what the server answers when the bot may not write here. */
  abstract admit(): void;

  /** Tells the bot of a message somebody else wrote or changed. */
  protected abstract announce(kind: 'new' | 'edited', message: Message): void;

  /** Records a message of either side. */
  add(from: User, content: Content, { replyTo, at }: Placing = {}): Message {
    this.#lastId += 1;
    const answered = replyTo === undefined ? undefined : this.#messages.get(replyTo);
    const message: Message = {
      message_id: this.#lastId,
      from,
      chat: this.chat,
      date: at === undefined ? this.office.now() : Math.floor(at / 1000),
      ...content,
      ...(answered === undefined ? {} : { reply_to_message: withoutReply(answered) }),
    };
    this.#messages.set(message.message_id, message);
    if (this.isOurs(message)) this.received.push(message);
    else this.announce('new', message);
    this.watch.changed();
    return message;
  }

  /** Sent by the bot, in whoever's name. */
  isOurs({ from, sender_business_bot: behind }: Message): boolean {
    return from?.id === this.office.bot.id || behind !== undefined;
  }

  find(messageId: number): Message | undefined {
    return this.#messages.get(messageId);
  }

  /** Replaces content in place; a field that is undefined goes. */
  edit(messageId: number, content: { [K in keyof Content]: Content[K] | undefined }): Message {
    const before = this.#messages.get(messageId);
    if (!before) throw badRequest('message to edit not found');
    const fields = Object.entries({ ...before, ...content, edit_date: this.office.now() });
    const edited = Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as unknown as Message;
    this.#messages.set(messageId, edited);
    const shown = this.received.findIndex((m) => m.message_id === messageId);
    if (shown >= 0) this.received[shown] = edited;
    else this.announce('edited', edited);
    this.watch.changed();
    return edited;
  }

  /** @returns whether it was there */
  delete(messageId: number): boolean {
    if (!this.#messages.delete(messageId)) return false;
    const shown = this.received.findIndex((m) => m.message_id === messageId);
    if (shown >= 0) this.received.splice(shown, 1);
    this.watch.changed();
    return true;
  }

  reactionsOf(by: number, message: number): string[] {
    return this.#reactions.find((reaction) => reaction.by === by && reaction.message === message)?.emoji ?? [];
  }

  /** Sets somebody's reactions to a message. */
  react(by: User, message: number, emoji: string[]): void {
    const before = this.reactionsOf(by.id, message);
    const known = this.#reactions.findIndex((reaction) => reaction.by === by.id && reaction.message === message);
    if (known >= 0) this.#reactions.splice(known, 1);
    if (emoji.length > 0) this.#reactions.push({ message, by: by.id, emoji });
    this.reacted(by, message, before, emoji);
    this.watch.changed();
  }

  /** Tells the bot that somebody reacted, where it may know. */
  protected reacted(_by: User, _message: number, _before: string[], _now: string[]): void {}

  /** An inline button is pressed: the bot has to answer it. */
  press(by: User, messageId: number, data: string): void {
    const message = this.#messages.get(messageId);
    const id = `${by.id}${messageId}${this.office.buttonPresses.size}`;
    this.office.buttonPresses.add(id);
    this.office.updates.push({
      callback_query: { id, from: by, chat_instance: String(this.chat.id), data, ...(message === undefined ? {} : { message }) },
    });
  }
}

export const reactionTypes = (emoji: readonly string[]) =>
  emoji.map((one) => ({ type: 'emoji', emoji: one }) as ReactionTypeEmoji);

/** "The Message object in this field will not contain further reply_to_message fields" (Bot API, Message). */
function withoutReply({ reply_to_message: _, ...message }: Message): NonNullable<Message['reply_to_message']> {
  // The declared type wants the field to be present and undefined, which no JSON can say.
  return message as NonNullable<Message['reply_to_message']>;
}
