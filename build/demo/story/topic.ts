import type { Dice } from './dice.ts';
import type { Customer, Language } from './people.ts';

/**
 * A letter and what came of it, with gaps: `{order}`, `{item}` and the like are filled from {@link gaps}; `{а}` is the
 * ending that a woman's verb takes, `получил{а}`.
 */
export type Topic = {
  subject: string;
  opening: string;
  answer: string;
  /** What the customer writes then. */
  more?: string;
  /** And what we say to that. */
  closing?: string;
  file?: 'photo' | 'invoice' | 'list';
};

/** A person's short messages one after another. */
export type Chat = { lines: readonly string[]; file?: 'photo' | 'voice' | 'document' };

const words: Record<Language, Record<'item' | 'city' | 'street' | 'day', readonly string[]>> = {
  ru: {
    item: ['чайник «Полюс»', 'лампа «Вега»', 'кресло «Норд»', 'фен «Бриз»', 'стол «Дуэт»', 'плед «Север»', 'кофемолка «Мокко»'],
    city: ['Казань', 'Самара', 'Тула', 'Пермь', 'Новосибирск', 'Ярославль', 'Екатеринбург'],
    street: ['Лесная, 5', 'Садовая, 18, кв. 40', 'пр. Мира, 101', 'Полевая, 3а', 'наб. Фонтанки, 27'],
    day: ['понедельник', 'вторник', 'четверг', 'воскресенье'],
  },
  en: {
    item: ['Polus kettle', 'Vega lamp', 'Nord armchair', 'Breeze hairdryer', 'Duet desk', 'Mocha grinder'],
    city: ['Leeds', 'Bristol', 'Dublin', 'Edinburgh', 'York'],
    street: ['14 Mill Lane', '3 Harbour Road, Flat 9', '221 Station Street', '8 Orchard Close'],
    day: ['Monday', 'Tuesday', 'Thursday', 'Saturday'],
  },
};

export type Gaps = Record<'order' | 'item' | 'city' | 'street' | 'day' | 'sum' | 'name', string>;

export function gaps(dice: Dice, customer: Customer): Gaps {
  const of = words[customer.language];
  return {
    order: String(10_000 + dice.int(89_999)),
    item: dice.pick(of.item),
    city: dice.pick(of.city),
    street: dice.pick(of.street),
    day: dice.pick(of.day),
    sum: String(customer.language === 'ru' ? 490 + 10 * dice.int(1_200) : 19 + dice.int(240)),
    name: customer.firstName,
  };
}

/** Fills the gaps. Throws for one that nobody knows, so that no brace reaches a customer. */
export function fill(text: string, values: Gaps, female: boolean): string {
  return text.replace(/\{([^{}]*)\}/g, (whole, key: string) => {
    if (/^[а-яё]+$/.test(key)) return female ? key : '';
    if (!(key in values)) throw new Error(`No word for ${whole}`);
    return values[key as keyof Gaps];
  });
}
