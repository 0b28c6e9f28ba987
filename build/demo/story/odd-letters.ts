import type { Timed } from './chat-history.ts';
import type { Dice } from './dice.ts';
import type { MailWorld } from './mail-history.ts';
import { logoPicture } from './picture.ts';
import { purchaseOrder } from './purchase-order.ts';
import type { Turn } from './threads.ts';

const hour = 3_600_000;

/** What a mailbox also gets: a firm's system, a holiday answer, somebody with much to say about themselves. */
export function oddLetters(dice: Dice, people: readonly Timed[], world: MailWorld): Turn[] {
  return [firm(dice, world), longName(world), ...holiday(people, world)];
}

const complaint = [
  'Здравствуйте!',
  'Посылку везли одиннадцать дней, хотя обещали три. За это время статус на сайте сменился один раз, и то на «передано в доставку», которое было уже у прошлого перевозчика.',
  'Упаковка помята с двух сторон, внутри, к счастью, всё цело. Курьер приехал в половине десятого вечера без звонка и очень удивился, что я прошу проверить содержимое при нём.',
  'По телефону я ждала двадцать минут, потом разговор оборвался. Перезванивать никто не стал.',
  'Предложение простое: предупреждайте заранее. Если известно, что заказ задержится, напишите об этом сами, тогда и жаловаться будет не на что.',
  'Александра-Виктория',
].join('\n\n');

/** Addresses that write but are not among the customers. */
export const oddAddresses = ['zakupki@vektor.test', 'alexandra.v@home.test'] as const;
export const oddNames = {
  firm: 'ООО «Вектор», отдел закупок',
  long: 'Александра-Виктория Константинопольская-Задунайская',
} as const;

function firm(dice: Dice, { now, support, seed }: MailWorld): Turn {
  const order = purchaseOrder(dice);
  const { bytes, mime } = logoPicture([196, 64, 52]);
  return {
    ours: false,
    seen: false,
    letter: {
      from: { name: oddNames.firm, address: oddAddresses[0] },
      to: support,
      subject: `Заказ поставщику ${order.number}: просим подтвердить наличие`,
      text: order.text,
      html: order.html,
      date: new Date(now - 1.3 * hour),
      messageId: `order.${seed}@vektor.test`,
      inline: [{ name: 'logo.png', mime, bytes, cid: order.logoCid }],
    },
  };
}

function longName({ now, support, seed }: MailWorld): Turn {
  const subject =
    'Жалоба на доставку, упаковку, вежливость и сроки, а также одно предложение, как всё это исправить 📦🚚⏰ (прошу прочитать до конца)';
  return {
    ours: false,
    seen: false,
    letter: {
      from: { name: oddNames.long, address: oddAddresses[1] },
      to: support,
      subject,
      text: complaint,
      date: new Date(now - 2.6 * hour),
      messageId: `long.${seed}@home.test`,
    },
  };
}

/** A machine answered our answer: nobody waits because of it (RFC 3834). */
function holiday(people: readonly Timed[], { now, support, seed }: MailWorld): Turn[] {
  const away = people[people.length - 2]?.customer;
  if (away === undefined) return [];
  const russian = away.language === 'ru';
  return [
    {
      ours: false,
      seen: true,
      letter: {
        from: { name: away.name, address: away.email },
        to: support,
        subject: russian ? 'Автоответ: я в отпуске' : 'Automatic reply: on holiday',
        text: russian ? 'Я в отпуске до понедельника, отвечу после.' : 'I am on holiday until Monday and will answer then.',
        date: new Date(now - 30 * hour),
        messageId: `away.${seed}@${away.email.split('@')[1] ?? 'home.test'}`,
        headers: { 'Auto-Submitted': 'auto-replied' },
      },
    },
  ];
}
