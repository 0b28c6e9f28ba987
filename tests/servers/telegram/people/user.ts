import { type Office, type Profile, userOf } from '../rooms/office.ts';
import type { PrivateChat } from '../rooms/private-chat.ts';
import { Person } from './person.ts';

/** A picture of somebody in one of its sizes. */
export type Portrait = { side: number; bytes: Uint8Array };

/** The customer, in their private chat with the bot. */
export class EmulatedUser extends Person {
  readonly #chat: PrivateChat;

  constructor(office: Office, chat: PrivateChat) {
    super(office, chat, () => chat.user);
    this.#chat = chat;
  }

  /** Takes another name; Telegram tells it with the next thing they do. */
  rename(profile: Profile): void {
    this.#chat.user = userOf(this.id, profile);
  }

  /** A new picture, in the sizes the server keeps (Bot API, UserProfilePhotos: up to four). None hides all of them. */
  setPortrait(sizes: readonly Portrait[]): void {
    const { portraits, files } = this.office;
    const before = portraits.get(this.id) ?? [];
    if (sizes.length === 0) {
      portraits.delete(this.id);
      return;
    }
    const photo = sizes.map(({ side, bytes }) => {
      const file = files.add(bytes, `portrait_${side}.jpg`, 'image/jpeg');
      return { file_id: file.id, file_unique_id: file.uniqueId, file_size: bytes.length, width: side, height: side };
    });
    portraits.set(this.id, [photo, ...before]);
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
}
