import type { BusinessBotRights, BusinessConnection, Chat, Message, User } from 'grammy/types';
import { badRequest } from '../failure.ts';
import type { Office } from './office.ts';
import { Room } from './room.ts';

const day = 24 * 3600;

/** A chat of a business account with one of its customers, which the account lets the bot see. */
export class BusinessChat extends Room {
  readonly chat: Chat.PrivateChat;
  readonly connection: BusinessConnection;
  readonly customer: User;
  #lastIncoming = Number.NEGATIVE_INFINITY;

  constructor(office: Office, connection: BusinessConnection, customer: User) {
    super(office);
    this.connection = connection;
    this.customer = customer;
    const { is_bot: _, language_code: __, ...names } = customer;
    this.chat = { ...names, type: 'private' };
  }

  /** Bot API, BusinessBotRights, `can_reply`: in "chats that had incoming messages in the last 24 hours". */
  admit(): void {
    this.need('can_reply');
    if (this.office.now() - this.#lastIncoming > day) throw badRequest('BUSINESS_PEER_USAGE_MISSING');
  }

  need(right: keyof BusinessBotRights): void {
    if (!this.connection.is_enabled) throw badRequest('BUSINESS_CONNECTION_INVALID');
    if (this.connection.rights?.[right] !== true) throw badRequest('not enough rights');
  }

  protected announce(kind: 'new' | 'edited', message: Message): void {
    if (message.from?.id === this.customer.id) this.#lastIncoming = message.date;
    if (!this.connection.is_enabled) return;
    const told = { ...message, chat: this.chat, business_connection_id: this.connection.id };
    if (kind === 'new') this.office.updates.push({ business_message: told });
    else this.office.updates.push({ edited_business_message: { ...told, edit_date: message.edit_date ?? message.date } });
  }

  /** A person deletes messages in their application. What the bot deletes itself it is not told of. */
  erase(messageIds: readonly number[]): void {
    const gone = messageIds.filter((id) => this.delete(id));
    if (gone.length === 0 || !this.connection.is_enabled) return;
    this.office.updates.push({
      deleted_business_messages: { business_connection_id: this.connection.id, chat: this.chat, message_ids: gone },
    });
  }
}
