import type { Message } from 'grammy/types';
import type { MailDoor, StoredMail } from '../../../tests/servers/mail/types.ts';
import type { EmulatedUser, TelegramEmulator } from '../../../tests/servers/telegram/index.ts';
import { acme } from '../cast.ts';
import { compose, quoted } from '../story/letter.ts';
import type { Customer } from '../story/people.ts';

/** How a customer reaches us. */
export type Doors = { mail: MailDoor; telegram: Pick<TelegramEmulator, 'user'> };

/** An answer of ours as it reached them. */
export type Heard =
  | { by: 'telegram'; text: string; message: Message }
  | { by: 'email'; text: string; mail: StoredMail; at: Date };

/** Longer than any demonstration, and shorter than the longest timer there is. */
const forever = 7 * 24 * 3_600_000;
let letters = 0;

/** One customer with a mailbox and a Telegram account, who writes and hears what is answered. */
export class Person {
  readonly customer: Customer;
  readonly #doors: Doors;
  readonly #known = new Set<string>();
  #user: EmulatedUser | undefined;

  constructor(customer: Customer, doors: Doors) {
    this.customer = customer;
    this.#doors = doors;
  }

  /** A letter that begins a thread. */
  async mail(subject: string, text: string): Promise<void> {
    await this.#post(subject, text, []);
  }

  write(text: string): void {
    this.#telegram().write(text);
  }

  sharePhone(): void {
    this.#telegram().shareContact(this.customer.phone);
  }

  /** Answers by the way the answer came. */
  async answer(heard: Heard, text: string): Promise<void> {
    if (heard.by === 'telegram') {
      this.write(text);
      return;
    }
    const { messageId = '', references = [], subject = '' } = heard.mail.parsed;
    const thread = [...[references].flat(), messageId].map((id) => id.replace(/^<|>$/g, ''));
    const history = quoted(this.customer.language, acme.support.name, heard.at, heard.text);
    await this.#post(/^re:/i.test(subject) ? subject : `Re: ${subject}`, `${text}\n\n${history}`, thread);
  }

  /** Calls back for every answer from now on, by either way. */
  listen(hear: (heard: Heard) => void, failed: (error: unknown) => void): void {
    this.#listenToMail(hear).catch(failed);
    this.#listenToTelegram(hear).catch(failed);
  }

  async #listenToTelegram(hear: (heard: Heard) => void): Promise<void> {
    const user = this.#telegram();
    for (let last = 0; ; ) {
      const message = await user.waitFor(({ message_id }) => message_id > last);
      last = message.message_id;
      hear({ by: 'telegram', text: message.text ?? message.caption ?? '', message });
    }
  }

  async #listenToMail(hear: (heard: Heard) => void): Promise<void> {
    const isNew = ({ parsed }: StoredMail) => !this.#known.has(parsed.messageId ?? '');
    for (;;) {
      const mail = await this.#doors.mail.waitForMail(this.customer.email, isNew, { timeoutMs: forever });
      this.#known.add(mail.parsed.messageId ?? '');
      hear({ by: 'email', text: mail.parsed.text?.trim() ?? '', mail, at: new Date() });
    }
  }

  #telegram(): EmulatedUser {
    const { telegramId, firstName, lastName, username, language } = this.customer;
    const profile = { firstName, lastName, languageCode: language, ...(username === undefined ? {} : { username }) };
    this.#user ??= this.#doors.telegram.user(telegramId, profile);
    return this.#user;
  }

  async #post(subject: string, text: string, thread: readonly string[]): Promise<void> {
    const { name, email } = this.customer;
    letters += 1;
    const raw = await compose({
      from: { name, address: email },
      to: acme.support,
      subject,
      text,
      date: new Date(),
      messageId: `${Date.now().toString(36)}.${letters}@${email.split('@')[1] ?? 'mail.test'}`,
      thread,
    });
    await this.#doors.mail.deliver({ raw, from: email, to: acme.support.address });
  }
}
