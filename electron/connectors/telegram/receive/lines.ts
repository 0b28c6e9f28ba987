import type { ChecklistTask, GiftInfo, Invoice, Message, PaidMediaInfo, Story, UniqueGiftInfo } from 'grammy/types';
import { chatName, nameOf } from './people.ts';

/**
 * What the timeline has no shape for, told in a line or some: a picture stands for the kind, the words are those of the
 * message. `undefined` when the message is none of these.
 */
export function linesOf(message: Message): string | undefined {
  const lines = told.map((tell) => tell(message)).find((found) => found !== undefined);
  return lines
    ?.filter((line) => line !== undefined && line.trim() !== '')
    .join('\n')
    .trim();
}

type Lines = ReadonlyArray<string | undefined> | undefined;

const told: ReadonlyArray<(message: Message) => Lines> = [
  ({ story }) => story && storyLines(story),
  ({ paid_media }) => paid_media && paidLines(paid_media),
  ({ game }) => game && [`🎮 ${game.title}`, game.text || game.description],
  ({ invoice }) => invoice && invoiceLines(invoice),
  ({ successful_payment: paid }) => paid && [`💳 ✅ ${money(paid.total_amount, paid.currency)}`, paid.order_info?.name],
  ({ refunded_payment: back }) => back && [`💳 ↩️ ${money(back.total_amount, back.currency)}`],
  ({ checklist }) => checklist && [`📋 ${checklist.title}`, ...checklist.tasks.map(taskLine)],
  ({ checklist_tasks_added: added }) => added && ['📋 +', ...added.tasks.map(taskLine)],
  checklistDone,
  ({ giveaway }) => giveaway && [`🎁 × ${giveaway.winner_count}`, giveaway.prize_description, ...giveaway.chats.map(chatName)],
  ({ giveaway_created: created }) => created && [created.prize_star_count ? `🎁 ⭐ ${created.prize_star_count}` : '🎁'],
  ({ giveaway_winners: won }) => won && [`🎁 🏆 ${chatName(won.chat)}`, won.prize_description, ...won.winners.map(nameOf)],
  ({ giveaway_completed: completed }) => completed && [`🎁 🏆 × ${completed.winner_count}`],
  ({ gift }) => gift && giftLines(gift),
  ({ gift_upgrade_sent: gift }) => gift && ['🎁 ⬆️', ...giftLines(gift).slice(1)],
  ({ unique_gift: gift }) => gift && uniqueGiftLines(gift),
  ({ users_shared: shared }) =>
    shared?.users.map(({ user_id: id, first_name, last_name, username }) =>
      person('👤', [first_name, last_name].filter(Boolean).join(' ') || undefined, username, id),
    ),
  ({ chat_shared: chat }) => chat && [person('👥', chat.title, chat.username, chat.chat_id)],
  ({ web_app_data: data }) => data && [`🌐 ${data.button_text}`, data.data],
  ({ passport_data: passport }) => passport && [`🛂 ${passport.data.map(({ type }) => type).join(', ')}`],
];

function storyLines({ chat, id }: Story): Lines {
  return [`📖 ${chatName(chat)}`, chat.username === undefined ? undefined : `https://t.me/${chat.username}/s/${id}`];
}

/** Media nobody has paid for stay behind their price. */
function paidLines({ star_count: stars, paid_media: media }: PaidMediaInfo): Lines {
  const closed = media.filter(({ type }) => type === 'preview').length;
  return [`⭐ ${stars}`, closed > 0 ? `🔒 × ${closed}` : undefined];
}

function invoiceLines({ title, description, currency, total_amount: amount }: Invoice): Lines {
  return [`🧾 ${title}`, description, money(amount, currency)];
}

const taskLine = ({ text, completion_date: done }: ChecklistTask) => `${done ? '☑' : '☐'} ${text}`;

function checklistDone({ checklist_tasks_done: done }: Message): Lines {
  if (!done) return undefined;
  const { checklist_message: list, marked_as_done_task_ids: marked = [], marked_as_not_done_task_ids: unmarked = [] } = done;
  const word = (id: number) => list?.checklist?.tasks.find((task) => task.id === id)?.text ?? String(id);
  return ['📋', ...marked.map((id) => `☑ ${word(id)}`), ...unmarked.map((id) => `☐ ${word(id)}`)];
}

function giftLines({ gift, text }: GiftInfo): ReadonlyArray<string | undefined> {
  return [`🎁 ⭐ ${gift.star_count}`, text];
}

function uniqueGiftLines({ gift }: UniqueGiftInfo): Lines {
  return [`🎁 ${gift.base_name} #${gift.number}`, `https://t.me/nft/${gift.name}`];
}

function person(sign: string, name: string | undefined, username: string | undefined, id: number): string {
  const handle = username === undefined ? undefined : `@${username}`;
  return [sign, name ?? (handle === undefined ? String(id) : undefined), handle].filter(Boolean).join(' ');
}

/** Smallest units of a currency (Bot API, Invoice, `total_amount`); Telegram Stars are counted whole. */
export function money(amount: number, currency: string): string {
  if (currency === 'XTR') return `⭐ ${amount}`;
  if (!/^[A-Z]{3}$/.test(currency)) return `${amount} ${currency}`;
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
}
