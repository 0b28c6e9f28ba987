import type { Message, MessageEntity, MessageOrigin, User } from 'grammy/types';
import { type MediaFacts, type MediaKind, mediaFields } from '../media.ts';
import type { Office } from '../rooms/office.ts';
import type { Content, Placing, Room } from '../rooms/room.ts';
import { answered, makePoll, type PollPlan, stopped } from './polls.ts';

/** `at`, epoch ms: written then rather than now, while nobody fetched it. `quote`: the part of the answered message chosen. */
export type Written = Placing & { entities?: MessageEntity[]; quote?: string };
export type WithFile = Written &
  MediaFacts & { caption?: string; name?: string; mime?: string; albumId?: string; spoiler?: boolean };
export type AlbumPart = WithFile & { kind: MediaKind; bytes: Uint8Array };

let albums = 0;

/**
 * Somebody in a chat the bot knows, and what they do in their Telegram application. Everything is in effect when the call
 * returns; ids of messages are needed for replies, edits and reactions.
 */
export class Person {
  protected readonly room: Room;
  protected readonly office: Office;
  readonly #who: () => User;

  constructor(office: Office, room: Room, who: () => User) {
    this.office = office;
    this.room = room;
    this.#who = who;
  }

  get user(): User {
    return this.#who();
  }

  get id(): number {
    return this.user.id;
  }

  /** Messages of the bot as they are seen now, oldest first. */
  get received(): readonly Message[] {
    return this.room.received;
  }

  /** What the bot was seen doing, oldest first. */
  get saw(): readonly string[] {
    return this.room.actions;
  }

  write(text: string, options: Written = {}): Message {
    const { entities } = options;
    return this.send({ text, ...(entities === undefined ? {} : { entities }) }, options);
  }

  /** Any content the Bot API knows, as the server would put it. */
  send(content: Content, options: Written = {}): Message {
    const quote = options.quote === undefined ? {} : { quote: { text: options.quote, position: 0, is_manual: true as const } };
    return this.room.add(this.user, { ...content, ...quote }, options);
  }

  /** Passes on what somebody else wrote. */
  forward(origin: MessageOrigin, content: Content): Message {
    return this.send({ forward_origin: origin, ...content });
  }

  sendPhoto(bytes: Uint8Array, options: WithFile = {}): Message {
    return this.sendMedia('photo', bytes, { name: 'photo.jpg', mime: 'image/jpeg', ...options });
  }

  sendDocument(bytes: Uint8Array, options: WithFile = {}): Message {
    return this.sendMedia('document', bytes, { name: 'document.pdf', mime: 'application/pdf', ...options });
  }

  sendVoice(bytes: Uint8Array, options: WithFile = {}): Message {
    return this.sendMedia('voice', bytes, { name: 'voice.ogg', mime: 'audio/ogg', ...options });
  }

  sendMedia(kind: MediaKind, bytes: Uint8Array, options: WithFile = {}): Message {
    const { caption, entities, albumId, spoiler, replyTo, at, quote, name = `file.${kind}`, ...rest } = options;
    const { mime = 'application/octet-stream', ...facts } = rest;
    const file = this.office.files.add(bytes, name, mime);
    const content = {
      ...mediaFields(kind, file, this.office.files, facts),
      ...(caption === undefined ? {} : { caption }),
      ...(entities === undefined ? {} : { caption_entities: entities }),
      ...(albumId === undefined ? {} : { media_group_id: albumId }),
      ...(spoiler ? { has_media_spoiler: true as const } : {}),
    };
    const placing = { ...(replyTo === undefined ? {} : { replyTo }), ...(at === undefined ? {} : { at }) };
    return this.send(content, { ...placing, ...(quote === undefined ? {} : { quote }) });
  }

  /** Several files at once: a message for each, with the album's number in common. */
  sendAlbum(parts: readonly AlbumPart[]): Message[] {
    albums += 1;
    const albumId = String(13_000_000_000_000_000n + BigInt(albums));
    return parts.map(({ kind, bytes, ...options }) => this.sendMedia(kind, bytes, { albumId, ...options }));
  }

  /** The "Share my phone number" button: the card carries the user's own id. */
  shareContact(phone: string, options: Written = {}): Message {
    const { id, first_name, last_name } = this.user;
    const name = last_name === undefined ? { first_name } : { first_name, last_name };
    return this.send({ contact: { phone_number: phone, user_id: id, ...name } }, options);
  }

  /** Somebody's card out of the address book, which proves nothing about the sender. */
  sendContactCard(card: { phone: string; firstName: string; userId?: number }): Message {
    const user = card.userId === undefined ? {} : { user_id: card.userId };
    return this.send({ contact: { phone_number: card.phone, first_name: card.firstName, ...user } });
  }

  /** `livePeriod`, seconds: it moves until then. */
  sendLocation(latitude: number, longitude: number, livePeriod?: number): Message {
    return this.send({ location: { latitude, longitude, ...(livePeriod === undefined ? {} : { live_period: livePeriod }) } });
  }

  /** A step of a live location; the last one, when it is stopped, has no period any more (Bot API, Location). */
  moveLocation(messageId: number, latitude: number, longitude: number, stop = false): Message {
    const { live_period: period } = this.room.find(messageId)?.location ?? {};
    const still = stop || period === undefined ? {} : { live_period: period };
    return this.room.edit(messageId, { location: { latitude, longitude, ...still } });
  }

  sendPoll(plan: PollPlan): Message {
    return this.send({ poll: makePoll(this.office, plan) });
  }

  /** Stops a poll of their own: the bot is told of the poll, and not of the message (Bot API, Update, `poll`). */
  stopPoll(messageId: number): void {
    const poll = stopped(this.office, this.room.find(messageId)?.poll?.id ?? '');
    this.office.updates.push({ poll });
  }

  /** Votes in a poll of the bot. */
  vote(messageId: number, options: number[]): void {
    const poll = answered(this.office, this.room.find(messageId)?.poll?.id ?? '', options);
    this.office.updates.push({ poll });
    if (poll.is_anonymous) return;
    const ids = options.map((index) => poll.options[index]?.persistent_id ?? '');
    this.office.updates.push({
      poll_answer: { poll_id: poll.id, user: this.user, option_ids: options, option_persistent_ids: ids },
    });
  }

  edit(messageId: number, text: string, entities?: MessageEntity[]): Message {
    const captioned = this.room.find(messageId)?.text === undefined;
    return this.room.edit(messageId, captioned ? { caption: text, caption_entities: entities } : { text, entities });
  }

  /** Sets their reactions to a message; none takes them back. */
  react(messageId: number, ...emoji: string[]): void {
    this.room.react(this.user, messageId, emoji);
  }

  /** What the bot has put under a message. */
  reactionsOfBot(messageId: number): string[] {
    return this.room.reactionsOf(this.office.bot.id, messageId);
  }

  /** Presses an inline button under a message of the bot. */
  press(messageId: number, data: string): void {
    this.room.press(this.user, messageId, data);
  }

  /** Resolves with the first message of the bot that fits, already there or yet to come. */
  waitFor(fits: (message: Message) => boolean): Promise<Message> {
    return this.until(() => this.received.find(fits));
  }

  /** Resolves with what `read` finds in this chat, now or after a change. */
  until<T>(read: () => T | undefined): Promise<T> {
    return this.room.watch.until(read);
  }
}
