import type { Timed } from './chat-history.ts';
import type { Dice } from './dice.ts';
import { type File, goodsList, invoice } from './documents.ts';
import { type Letter, quoted } from './letter.ts';
import type { MailWorld } from './mail-history.ts';
import { answerDelay } from './moments.ts';
import type { Customer } from './people.ts';
import { parcelPicture } from './picture.ts';
import { signature } from './signature.ts';
import { fill, type Gaps, gaps, type Topic } from './topic.ts';
import { topics as english } from './topics.en.ts';
import { topics as russian } from './topics.ru.ts';

/** A letter and where it lies. */
export type Turn = { letter: Letter; ours: boolean; seen: boolean };

const day = 24 * 3_600_000;
const topics = { en: english, ru: russian };
/** Of the people heard of last, those to whom nobody has come yet are this share. */
const waitingShare = 0.4;

/** What one customer and the shop have written to each other. Who also chats has mailed before, and been answered. */
export function threadsOf(dice: Dice, who: Timed, world: MailWorld): Turn[] {
  const { customer, place, at } = who;
  const chats = world.chatting.has(customer.telegramId);
  if (chats && place % 2 === 1) return [];
  const recent = world.now - at < 4 * day;
  const waiting = !chats && recent && dice.chance(waitingShare + 0.35);
  const last = chats ? at - (2 + dice.int(20)) * day : at;
  // One regular has a long history.
  const earlier = place === 6 ? 6 : Number(dice.chance(0.3));
  const list = topics[customer.language];
  const turns: Turn[] = [];
  for (let n = 0; n <= earlier; n += 1) {
    // Neighbours in the list write about different things.
    const topic = list[(place * 3 + n) % list.length] ?? dice.pick(list);
    const end = last - n * (5 + dice.int(9)) * day;
    turns.push(...thread(dice, { customer, topic, end, waiting: waiting && n === 0, place, chats, id: `${place}.${n}` }, world));
  }
  return turns;
}

type Plan = { customer: Customer; topic: Topic; end: number; waiting: boolean; place: number; chats: boolean; id: string };

/** From the last letter back to the first. */
function thread(dice: Dice, plan: Plan, world: MailWorld): Turn[] {
  const { customer, topic, waiting, place, chats } = plan;
  const values = gaps(dice, customer);
  const words = (text: string) => fill(text, values, customer.female);
  const said = lines(dice, topic, waiting);
  const subject = words(topic.subject);
  const turns: Turn[] = [];
  const dates = said.map(() => 0);
  let at = plan.end;
  for (let n = said.length - 1; n >= 0; n -= 1) {
    dates[n] = at;
    at -= answerDelay(dice);
  }
  const ids = said.map((_, n) => `${plan.id}.${n}.${world.seed}@${n % 2 === 0 ? 'post.test' : 'acme.test'}`);
  said.forEach((line, n) => {
    const ours = n % 2 === 1;
    const date = new Date(dates[n] ?? plan.end);
    const before = said[n - 1];
    const person = { name: customer.name, address: customer.email };
    const reply = before !== undefined && !ours && dice.chance(0.7);
    const own = `${words(line)}${ours ? `\n\n${world.agent[customer.language]}, Acme` : signature(dice, customer, chats)}`;
    const intro = ours ? customer.name : world.support.name;
    const text = reply ? `${own}\n\n${quoted(customer.language, intro, new Date(dates[n - 1] ?? 0), words(before))}` : own;
    turns.push({
      ours,
      seen: ours || !(waiting && n === said.length - 1 && place < 14),
      letter: {
        from: ours ? world.support : person,
        to: ours ? person : world.support,
        subject: n === 0 ? subject : `Re: ${subject}`,
        text,
        ...(ours || dice.chance(0.6) ? {} : { html: simpleHtml(text) }),
        date,
        messageId: ids[n] ?? '',
        thread: ids.slice(0, n),
        files: n === 0 ? filesOf(dice, topic, customer, values) : [],
      },
    });
  });
  return turns;
}

/** Theirs and ours in turn. It ends with theirs when they wait and with ours otherwise. */
function lines(dice: Dice, topic: Topic, waiting: boolean): string[] {
  const { opening, answer, more, closing } = topic;
  if (waiting) return more !== undefined && dice.chance(0.4) ? [opening, answer, more] : [opening];
  if (more === undefined || closing === undefined) return [opening, answer];
  return [opening, answer, more, closing];
}

function filesOf(dice: Dice, topic: Topic, customer: Customer, values: Gaps): File[] {
  switch (topic.file) {
    case 'photo': {
      const { bytes, mime } = parcelPicture(dice);
      const name = customer.language === 'ru' ? 'Фото коробки.png' : 'parcel photo.png';
      return [{ name, mime, bytes }];
    }
    case 'invoice':
      return [invoice(values.order, [`Customer: ${customer.email}`, `Total: ${values.sum}`, 'Payable within 14 days'])];
    case 'list':
      return [goodsList(dice, customer.language)];
    default:
      return [];
  }
}

function simpleHtml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<div style="font-family:Arial,sans-serif;font-size:14px">${escaped.replace(/\n/g, '<br>\n')}</div>`;
}
