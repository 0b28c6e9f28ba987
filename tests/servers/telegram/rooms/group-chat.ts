import type { Chat, ChatMember, Message, User } from 'grammy/types';
import { badRequest, forbidden } from '../failure.ts';
import type { Office } from './office.ts';
import { Room } from './room.ts';

/** A group the bot may be in. Becoming a supergroup makes another chat, and leaves this one closed. */
export class GroupChat extends Room {
  readonly chat: Chat.GroupChat | Chat.SupergroupChat;
  /** The bot is in it. */
  joined = false;
  /** The supergroup it has become. */
  movedTo: number | undefined;
  readonly #topics = new Set<number>();

  constructor(office: Office, chat: Chat.GroupChat | Chat.SupergroupChat) {
    super(office);
    this.chat = chat;
  }

  admit(): void {
    if (this.movedTo !== undefined) {
      throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: this.movedTo });
    }
    if (!this.joined) throw forbidden(`bot was kicked from the ${this.chat.type} chat`);
  }

  protected announce(kind: 'new' | 'edited', message: Message): void {
    if (!this.joined || !message.from || !this.#heard(message)) return;
    const told = { ...message, chat: this.chat, from: message.from };
    if (kind === 'new') this.office.updates.push({ message: told });
    else this.office.updates.push({ edited_message: { ...told, edit_date: message.edit_date ?? message.date } });
  }

  /** Privacy mode: commands, mentions, answers to the bot, service messages (Bots, "Privacy mode"). */
  #heard({ text, caption, reply_to_message: answered, ...message }: Message): boolean {
    if (this.office.readsAllGroupMessages) return true;
    const words = text ?? caption ?? '';
    const spoken = words.startsWith('/') || words.includes(`@${this.office.bot.username}`);
    return spoken || answered?.from?.id === this.office.bot.id || 'migrate_to_chat_id' in message;
  }

  /** Somebody takes the bot in or puts it out. */
  setJoined(joined: boolean, by: User): void {
    const left: ChatMember = { status: 'left', user: this.office.bot };
    const member: ChatMember = { status: 'member', user: this.office.bot };
    this.joined = joined;
    this.office.updates.push({
      my_chat_member: {
        chat: this.chat,
        from: by,
        date: this.office.now(),
        old_chat_member: joined ? left : member,
        new_chat_member: joined ? member : left,
      },
    });
  }

  addTopic(topic: number): void {
    this.#topics.add(topic);
  }

  hasTopic(topic: number): boolean {
    return this.#topics.has(topic);
  }
}
