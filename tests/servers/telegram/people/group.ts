import type { Message } from 'grammy/types';
import type { GroupChat } from '../rooms/group-chat.ts';
import type { Office } from '../rooms/office.ts';
import type { Written } from './person.ts';
import { Person } from './person.ts';
import type { EmulatedUser } from './user.ts';

/** A group and the people in it. */
export class EmulatedGroup {
  readonly #office: Office;
  readonly #move: (title: string) => GroupChat;
  #chat: GroupChat;

  constructor(office: Office, chat: GroupChat, move: (title: string) => GroupChat) {
    this.#office = office;
    this.#chat = chat;
    this.#move = move;
  }

  get id(): number {
    return this.#chat.chat.id;
  }

  get title(): string {
    return this.#chat.chat.title;
  }

  get received(): readonly Message[] {
    return this.#chat.received;
  }

  /** Somebody takes the bot in. */
  addBot(by: EmulatedUser): void {
    this.#chat.setJoined(true, by.user);
  }

  removeBot(by: EmulatedUser): void {
    this.#chat.setJoined(false, by.user);
  }

  /** A member of this group. */
  member(user: EmulatedUser): Person {
    return new Person(this.#office, this.#chat, () => user.user);
  }

  /** Writes in a topic of a forum. */
  writeInTopic(user: EmulatedUser, topic: number, text: string, options: Written = {}): Message {
    this.#chat.addTopic(topic);
    const place = { message_thread_id: topic, is_topic_message: true };
    return this.#chat.add(user.user, { text, ...place }, options);
  }

  /** An administrator who writes as the group itself (Bot API, Message, `sender_chat`). */
  writeAsGroup(text: string): Message {
    const anonymous = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
    return this.#chat.add(anonymous, { text, sender_chat: this.#chat.chat });
  }

  /** Becomes a supergroup: another chat with another number, of which both chats tell (Bot API, Message). */
  upgrade(by: EmulatedUser): EmulatedGroup {
    const before = this.#chat;
    const after = this.#move(this.title);
    after.joined = before.joined;
    before.add(by.user, { migrate_to_chat_id: after.chat.id });
    before.movedTo = after.chat.id;
    after.add(by.user, { migrate_from_chat_id: before.chat.id });
    return new EmulatedGroup(this.#office, after, this.#move);
  }
}
