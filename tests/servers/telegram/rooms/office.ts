import type { PhotoSize, Poll, User } from 'grammy/types';
import type { FileShelf } from '../files.ts';
import type { UpdateQueue } from '../updates.ts';

export type Profile = { firstName: string; lastName?: string; username?: string; languageCode?: string };

/** What the server holds in common for all chats of the bot. */
export type Office = {
  bot: User;
  updates: UpdateQueue;
  files: FileShelf;
  /** Ids of callback queries nobody has answered yet. */
  buttonPresses: Set<string>;
  /** Pictures of people as they show them to the bot, newest first. */
  portraits: Map<number, PhotoSize[][]>;
  /** Polls of either side, as they stand. */
  polls: Map<string, Poll>;
  /** False in the default privacy mode: of a group the bot hears what is said to it (Bots, "Privacy mode"). */
  readsAllGroupMessages: boolean;
  /** Unix time in whole seconds, as all dates of the Bot API. */
  now(): number;
};

export function userOf(id: number, { firstName, lastName, username, languageCode }: Profile): User {
  return {
    id,
    is_bot: false,
    first_name: firstName,
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(username === undefined ? {} : { username }),
    ...(languageCode === undefined ? {} : { language_code: languageCode }),
  };
}
