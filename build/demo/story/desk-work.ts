import type { TagColour } from '../../../shared/model/index.ts';
import type { Customer } from './people.ts';

const hour = 3_600_000;

/** Words that conversations of the shop are sorted by. */
export const deskTags = [
  { name: 'Возврат', colour: 'red' },
  { name: 'Доставка', colour: 'blue' },
  { name: 'VIP', colour: 'amber' },
  { name: 'Оптовик', colour: 'teal' },
  { name: 'Payment', colour: 'iris' },
] as const satisfies ReadonlyArray<{ name: string; colour: TagColour }>;

/** What the agent has done about one customer before the day begins. */
export type DeskWork = { customer: Customer } & (
  | { do: 'resolve' }
  | { do: 'take' }
  | { do: 'snooze'; until: number }
  | { do: 'tag'; tag: (typeof deskTags)[number]['name'] }
  | { do: 'note'; text: string }
  | { do: 'remind'; at: number; text: string }
);

const notes = {
  ru: [
    'Просит не звонить до обеда, лучше писать.',
    'Склад подтвердил: в наличии две штуки, отложили до пятницы.',
    'Второй раз за месяц. Если снова, предложить замену без возврата первой.',
    'Говорил с курьерской службой, номер разбирательства 4471. Ждём ответа до завтра 🤞',
  ],
  en: [
    'Prefers email, no calls before noon.',
    'Warehouse has two left, kept aside until Friday.',
    'Second time this month. Offer a replacement without waiting for the first one.',
  ],
} as const;
const promises = {
  ru: ['Проверить, пришёл ли возврат', 'Позвонить насчёт доставки', 'Отправить акт сверки'],
  en: ['Check whether the refund has arrived', 'Call about the delivery', 'Send the statement'],
} as const;

/**
 * A desk in the middle of its week, of customers as they were last heard of: of the older ones most are resolved, of the newer
 * ones some are taken, snoozed, tagged, written about and promised something. `now` in epoch ms.
 */
export function deskWork(customers: readonly Customer[], now: number): DeskWork[] {
  const busy = Math.floor(customers.length * 0.45);
  return customers.flatMap((customer, place): DeskWork[] => {
    if (place >= busy) return place % 9 === 0 ? [] : [{ customer, do: 'resolve' }];
    const { language } = customer;
    const said = notes[language][place % notes[language].length] ?? '';
    const promised = promises[language][place % promises[language].length] ?? '';
    const work: DeskWork[] = [];
    if (place % 3 === 1) work.push({ customer, do: 'take' });
    if (place % 4 === 2) work.push({ customer, do: 'tag', tag: deskTags[place % deskTags.length]?.name ?? 'VIP' });
    if (place % 12 === 6) work.push({ customer, do: 'tag', tag: 'VIP' });
    if (place % 7 === 3) work.push({ customer, do: 'note', text: said });
    if (place % 13 === 5) work.push({ customer, do: 'remind', at: now + (1 + (place % 30)) * hour, text: promised });
    if (place > 12 && place % 8 === 5) work.push({ customer, do: 'snooze', until: now + (2 + (place % 70)) * hour });
    return work;
  });
}
