import type { Chat, ChatMember, Message, User } from 'grammy/types';
import { forbidden } from '../failure.ts';
import type { Office } from './office.ts';
import { Room, reactionTypes } from './room.ts';

/** The private chat of one user with the bot. */
export class PrivateChat extends Room {
  /** As they call themselves now. */
  user: User;
  /** The user has written, so the bot may (Bots FAQ: bots can't start conversations). */
  started = false;
  blocked = false;
  deactivated = false;

  constructor(office: Office, user: User) {
    super(office);
    this.user = user;
  }

  get chat(): Chat.PrivateChat {
    const { is_bot: _, language_code: __, ...names } = this.user;
    return { ...names, type: 'private' };
  }

  admit(): void {
    if (this.deactivated) throw forbidden('user is deactivated');
    if (this.blocked) throw forbidden('bot was blocked by the user');
    if (!this.started) throw forbidden("bot can't initiate conversation with a user");
  }

  protected announce(kind: 'new' | 'edited', message: Message): void {
    this.started = true;
    const told = { ...message, chat: this.chat, from: this.user };
    if (kind === 'new') this.office.updates.push({ message: told });
    else this.office.updates.push({ edited_message: { ...told, edit_date: message.edit_date ?? message.date } });
  }

  /** In a private chat the bot needs to be no administrator to be told. */
  protected override reacted(by: User, message: number, before: string[], now: string[]): void {
    if (by.id === this.office.bot.id) return;
    const change = { old_reaction: reactionTypes(before), new_reaction: reactionTypes(now) };
    this.office.updates.push({
      message_reaction: { chat: this.chat, message_id: message, user: by, date: this.office.now(), ...change },
    });
  }

  /** Bot API, `my_chat_member`: in private chats it comes only when the user blocks or unblocks the bot. */
  setBlocked(blocked: boolean): void {
    if (this.blocked === blocked) return;
    this.blocked = blocked;
    const member: ChatMember = { status: 'member', user: this.office.bot };
    const kicked: ChatMember = { status: 'kicked', user: this.office.bot, until_date: 0 };
    this.office.updates.push({
      my_chat_member: {
        chat: this.chat,
        from: this.user,
        date: this.office.now(),
        old_chat_member: blocked ? member : kicked,
        new_chat_member: blocked ? kicked : member,
      },
    });
  }
}
