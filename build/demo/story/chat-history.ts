import type { Dice } from './dice.ts';
import { goodsList, voiceMessage } from './documents.ts';
import { chatsReachBack } from './moments.ts';
import type { Customer } from './people.ts';
import { parcelPicture } from './picture.ts';
import { type Chat, fill, gaps } from './topic.ts';
import { chats as english } from './topics.en.ts';
import { chats as russian } from './topics.ru.ts';

/** One thing a person does in Telegram. */
export type TelegramDeed =
  | { do: 'write'; text: string }
  | { do: 'photo'; bytes: Uint8Array; mime: string; width: number; height: number }
  | { do: 'voice'; bytes: Uint8Array; seconds: number }
  | { do: 'document'; bytes: Uint8Array; name: string; mime: string }
  /** Their own phone, by the button. */
  | { do: 'share-phone'; phone: string }
  /** Corrects the message before it. */
  | { do: 'correct'; text: string };
/** `at` is epoch ms. */
export type TelegramAct = TelegramDeed & { at: number };

export type TelegramScript = {
  userId: number;
  profile: { firstName: string; lastName: string; username?: string; languageCode: string };
  acts: TelegramAct[];
};
export type Chats = TelegramScript[];

export type Timed = { customer: Customer; at: number; place: number };

const topics = { en: english, ru: russian };
const files = ['photo', 'voice', 'document'] as const;

/** Who of them writes in Telegram, and what. The first three send a photo, a voice message and a document. */
export function inventChats(dice: Dice, people: readonly Timed[], now: number): Chats {
  const chatting = people.filter(({ at, place }) => now - at < chatsReachBack && (place % 5 === 0 || place % 5 === 3));
  return chatting.map((who, index) => script(dice, who, chatOf(who, fileOf(index), index), index));
}

/** The first three, and where many chat every fourth of the rest. */
const fileOf = (index: number): (typeof files)[number] | undefined =>
  files[index - 1] ?? (index > 12 && index % 4 === 0 ? files[(index / 4) % files.length] : undefined);

function chatOf({ customer }: Timed, file: (typeof files)[number] | undefined, index: number): Chat {
  const fitting = topics[customer.language].filter((chat) => chat.file === file);
  return fitting[index % fitting.length] ?? { lines: [] };
}

function script(dice: Dice, { customer, at }: Timed, chat: Chat, index: number): TelegramScript {
  const { firstName, lastName, username, telegramId, language, female, phone } = customer;
  const values = gaps(dice, customer);
  const acts: TelegramDeed[] = chat.lines.map((line) => ({ do: 'write', text: fill(line, values, female) }));
  const file = fileAct(dice, chat, customer);
  if (file) acts.splice(1, 0, file);
  // One of them also wrote a mail with this phone under it: the program finds out that it is one person.
  if (index === 3) acts.push({ do: 'share-phone', phone });
  if (index === 4) acts.push(...correction(language));
  const pause = 20_000 + dice.int(40_000);
  return {
    userId: telegramId,
    profile: { firstName, lastName, ...(username === undefined ? {} : { username }), languageCode: language },
    acts: acts.map((act, n) => ({ ...act, at: at - (acts.length - 1 - n) * pause })),
  };
}

function fileAct(dice: Dice, { file }: Chat, { language }: Customer): TelegramDeed | undefined {
  switch (file) {
    case 'photo':
      return { do: 'photo', ...parcelPicture(dice) };
    case 'voice':
      return { do: 'voice', ...voiceMessage(language) };
    case 'document':
      return { do: 'document', ...goodsList(dice, language) };
    default:
      return undefined;
  }
}

function correction(language: 'en' | 'ru'): TelegramDeed[] {
  return language === 'ru'
    ? [
        { do: 'write', text: 'Квартира 41' },
        { do: 'correct', text: 'Квартира 14, в прошлый раз цифры перепутались' },
      ]
    : [
        { do: 'write', text: 'My flat is number 41' },
        { do: 'correct', text: 'My flat is number 14, I swapped the digits' },
      ];
}
