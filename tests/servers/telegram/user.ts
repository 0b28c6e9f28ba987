import type { Message } from 'grammy/types';
import type { Office, PrivateChat } from './chat.ts';
import { type MediaFacts, type MediaKind, mediaFields } from './media.ts';

/** `at`, epoch ms: written then rather than now, while nobody fetched it. */
export type Written = { replyTo?: number; at?: number };
export type WithFile = Written & MediaFacts & { caption?: string; name?: string; mime?: string; albumId?: string };

/**
 * The customer's side: what a person does in their Telegram application. Everything is in effect when the call
 * returns; ids of own messages are needed for replies and edits.
 */
export class EmulatedUser {
  readonly id: number;
  readonly #chat: PrivateChat;
  readonly #office: Office;

  constructor(office: Office, chat: PrivateChat) {
    this.#office = office;
    this.#chat = chat;
    this.id = chat.user.id;
  }

  /** Messages of the bot as the user sees them now, oldest first. */
  get received(): readonly Message[] {
    return this.#chat.received;
  }

  write(text: string, options: Written = {}): Message {
    return this.#chat.add(this.#chat.user, { text }, options.replyTo, options.at);
  }

  sendPhoto(bytes: Uint8Array, options: WithFile = {}): Message {
    return this.#sendFile('photo', bytes, { name: 'photo.jpg', mime: 'image/jpeg', ...options });
  }

  sendDocument(bytes: Uint8Array, options: WithFile = {}): Message {
    return this.#sendFile('document', bytes, { name: 'document.pdf', mime: 'application/pdf', ...options });
  }

  sendVoice(bytes: Uint8Array, options: WithFile = {}): Message {
    return this.#sendFile('voice', bytes, { name: 'voice.ogg', mime: 'audio/ogg', ...options });
  }

  sendMedia(kind: MediaKind, bytes: Uint8Array, options: WithFile = {}): Message {
    return this.#sendFile(kind, bytes, options);
  }

  /** The "Share my phone number" button: the card carries the user's own id. */
  shareContact(phone: string, options: Written = {}): Message {
    const { id, first_name, last_name } = this.#chat.user;
    const name = last_name === undefined ? { first_name } : { first_name, last_name };
    const contact = { phone_number: phone, user_id: id, ...name };
    return this.#chat.add(this.#chat.user, { contact }, options.replyTo, options.at);
  }

  /** Somebody's card out of the address book, which proves nothing about the sender. */
  sendContactCard(card: { phone: string; firstName: string; userId?: number }): Message {
    const user = card.userId === undefined ? {} : { user_id: card.userId };
    return this.#chat.add(this.#chat.user, { contact: { phone_number: card.phone, first_name: card.firstName, ...user } });
  }

  sendLocation(latitude: number, longitude: number): Message {
    return this.#chat.add(this.#chat.user, { location: { latitude, longitude } });
  }

  edit(messageId: number, text: string): Message {
    const captioned = this.#chat.find(messageId)?.text === undefined;
    return this.#chat.edit(messageId, captioned ? { caption: text } : { text });
  }

  /** Presses an inline button under a message of the bot. */
  press(messageId: number, data: string): void {
    const message = this.#chat.find(messageId);
    const id = `${this.id}${messageId}${this.#office.buttonPresses.size}`;
    this.#office.buttonPresses.add(id);
    this.#office.updates.push({
      callback_query: {
        id,
        from: this.#chat.user,
        chat_instance: String(this.id),
        data,
        ...(message === undefined ? {} : { message }),
      },
    });
  }

  block(): void {
    this.#chat.setBlocked(true);
  }

  unblock(): void {
    this.#chat.setBlocked(false);
  }

  /** The account is deleted; Telegram tells nobody until somebody writes to it. */
  deactivate(): void {
    this.#chat.deactivated = true;
  }

  /** Resolves with the first message of the bot that fits, already there or yet to come. */
  waitFor(fits: (message: Message) => boolean): Promise<Message> {
    return this.#chat.watch.until(() => this.received.find(fits));
  }

  #sendFile(kind: MediaKind, bytes: Uint8Array, options: WithFile): Message {
    const { caption, albumId, replyTo, at, name = `file.${kind}`, mime = 'application/octet-stream', ...facts } = options;
    const file = this.#office.files.add(bytes, name, mime);
    return this.#chat.add(
      this.#chat.user,
      {
        ...mediaFields(kind, file, this.#office.files, facts),
        ...(caption === undefined ? {} : { caption }),
        ...(albumId === undefined ? {} : { media_group_id: albumId }),
      },
      replyTo,
      at,
    );
  }
}
