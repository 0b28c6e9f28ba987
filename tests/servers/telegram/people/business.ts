import type { BusinessBotRights, BusinessConnection } from 'grammy/types';
import { BusinessChat } from '../rooms/business-chat.ts';
import type { Office } from '../rooms/office.ts';
import { Person } from './person.ts';
import type { EmulatedUser } from './user.ts';

/** Either side of a business account's chat: who may also delete, and the bot is told. */
export class BusinessPerson extends Person {
  readonly #chat: BusinessChat;

  constructor(office: Office, chat: BusinessChat, user: EmulatedUser) {
    super(office, chat, () => user.user);
    this.#chat = chat;
  }

  delete(...messageIds: number[]): void {
    this.#chat.erase(messageIds);
  }
}

/** A Telegram account of ours whose chats the bot may see (Bot API, BusinessConnection). */
export class BusinessAccount {
  readonly connection: BusinessConnection;
  readonly #office: Office;
  readonly #owner: EmulatedUser;
  readonly #chats = new Map<number, BusinessChat>();

  constructor(office: Office, owner: EmulatedUser, id: string, rights: BusinessBotRights) {
    this.#office = office;
    this.#owner = owner;
    this.connection = { id, user: owner.user, user_chat_id: owner.id, date: office.now(), rights, is_enabled: true };
    this.#tell();
  }

  /** The chat with one customer: what they do there, and what the account's owner does. */
  with(customer: EmulatedUser): { customer: BusinessPerson; owner: BusinessPerson } {
    const chat = this.chat(customer.id) ?? new BusinessChat(this.#office, this.connection, customer.user);
    this.#chats.set(customer.id, chat);
    return {
      customer: new BusinessPerson(this.#office, chat, customer),
      owner: new BusinessPerson(this.#office, chat, this.#owner),
    };
  }

  chat(customerId: number): BusinessChat | undefined {
    return this.#chats.get(customerId);
  }

  chats(): BusinessChat[] {
    return [...this.#chats.values()];
  }

  allow(rights: BusinessBotRights): void {
    this.connection.rights = rights;
    this.#tell();
  }

  disconnect(): void {
    this.connection.is_enabled = false;
    this.#tell();
  }

  #tell(): void {
    this.#office.updates.push({ business_connection: { ...this.connection } });
  }
}
