import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Commands } from '../../shared/contract/api.ts';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import type { Item } from '../../shared/model/index.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../servers/telegram/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';
import { picture } from '../unit/connectors/telegram/picture.ts';

let telegram: TelegramEmulator;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let desk: Desk;
let met: string | undefined;

beforeEach(async () => {
  met = undefined;
  telegram = await startTelegramEmulator({ readsAllGroupMessages: true });
  profile = await temporaryProfile();
  const bot = { id: 'bot', kind: 'telegram', name: 'Shop bot', token: telegram.token, apiRoot: telegram.apiRoot } as const;
  const provision: ProvisionFile = {
    workspace: { name: 'Shop', country: 'RU' },
    agent: { name: 'Anna Lebedeva' },
    channels: [{ ...bot, groups: 'take' }],
  };
  desk = await openDesk(profile.path, provision);
});

afterEach(async () => {
  await desk.stop();
  await telegram.stop();
  await profile.remove();
});

const maria = () => telegram.user(77, { firstName: 'Мария', lastName: 'Кузнецова', username: 'mariak' });
/** Remembered, since an answered conversation leaves the list. */
async function customer(): Promise<string> {
  met ??= await desk.until(async () => (await desk.rows())[0]?.customerId, 'a customer');
  return met;
}

/** The first item that fits, once it is there. */
async function item(fits: (item: Item) => boolean, what: string): Promise<Item> {
  const customerId = await customer();
  return desk.until(async () => (await desk.items(customerId)).find(fits), what);
}
const says = (text: string) => item((one) => one.text === text, text);

async function reply(text: string, change: Partial<Commands['reply.send']['in']> = {}): Promise<Item[]> {
  const customerId = await customer();
  const [option] = (await desk.call('customer.get', { customerId })).replyOptions;
  if (!option) throw new Error('nowhere to answer');
  const { contactPointId, channelId } = option;
  const { itemIds } = await desk.call('reply.send', { customerId, contactPointId, channelId, text, files: [], ...change });
  return Promise.all(itemIds.map((itemId) => item((one) => one.id === itemId && one.delivery === 'sent', 'it to be sent')));
}

async function staged(name: string, mime: string, bytes: Uint8Array) {
  return desk.call('file.stage', { name, mime, bytes: new Uint8Array(bytes).buffer });
}

describe('what customers send', () => {
  test('formatting, origin and what is quoted are on the timeline', async () => {
    maria().write('Нужна лампа', { entities: [{ type: 'bold', offset: 6, length: 5 }] });
    expect(await says('Нужна лампа')).toMatchObject({ marks: [{ type: 'bold', start: 6, end: 11 }] });
    maria().forward({ type: 'hidden_user', date: 1_700_000_000, sender_user_name: 'Сосед' }, { text: 'Вот эта' });
    expect(await says('Вот эта')).toMatchObject({ forwardedFrom: { kind: 'hidden-person', name: 'Сосед' } });
    const [answer] = await reply('Их две: настольная и напольная');
    const sent = await maria().waitFor((message) => message.text?.startsWith('Их две') === true);
    maria().write('Эта', { replyTo: sent.message_id, quote: 'напольная' });
    expect(await says('Эта')).toMatchObject({ replyTo: { itemId: answer?.id, excerpt: 'напольная', quote: true } });
  });

  test('an album is one item with all its files, its covers and one text', async () => {
    const parts = [1, 2, 3].map((n) => ({ kind: 'photo' as const, bytes: picture(n * 8, 8), spoiler: n === 2 }));
    maria().sendAlbum(parts.map((part, n) => (n === 0 ? { ...part, caption: 'Три угла' } : part)));
    const album = await item((one) => one.attachments.filter(({ state }) => state === 'local').length === 3, 'the album');
    expect(album.text).toBe('Три угла');
    expect(album.attachments.map(({ spoiler }) => spoiler)).toEqual([undefined, true, undefined]);
    expect(await desk.items(await customer())).toHaveLength(1);
  });

  test('every kind of file is told for what it is, its preview is there before it', async () => {
    const bytes = new Uint8Array(2000).fill(7);
    for (const kind of ['video', 'video_note', 'animation', 'audio'] as const) {
      maria().sendMedia(kind, bytes, { name: `${kind}.bin`, mime: kind === 'audio' ? 'audio/mpeg' : 'video/mp4' });
    }
    maria().sendMedia('sticker', bytes, { moves: 'animated' });
    maria().sendMedia('video', new Uint8Array(20 * 1024 * 1024 + 1), { thumbnail: picture(90, 60), caption: 'большое' });
    const large = await item((one) => one.text === 'большое' && one.attachments[0]?.previewHash !== undefined, 'the preview');
    expect(large.attachments[0]).toMatchObject({ state: 'too-large', error: 'file-over-bot-limit' });
    const kinds = (await desk.items(await customer())).flatMap((one) => one.attachments.map(({ kind }) => kind));
    expect(kinds).toEqual(['video', 'video-note', 'animation', 'audio', 'sticker', 'video']);
  });

  test('polls, places that move and dice are cards; an own poll is seen closing', async () => {
    const poll = maria().sendPoll({ question: 'Когда?', options: ['Утром', 'Вечером'] });
    const walk = maria().sendLocation(55.75, 37.61, 900);
    maria().send({ dice: { emoji: '🎲', value: 5 } });
    await item((one) => one.card?.type === 'dice', 'the dice');
    maria().stopPoll(poll.message_id);
    await item((one) => one.card?.type === 'poll' && one.card.closed, 'the poll to close');
    maria().moveLocation(walk.message_id, 55.76, 37.62);
    const moved = await item((one) => one.card?.type === 'location' && one.card.latitude === 55.76, 'the step');
    expect(moved).toMatchObject({ versions: 0, card: { liveUntil: expect.any(Number) } });
    maria().moveLocation(walk.message_id, 55.77, 37.63, true);
    const stopped = await item((one) => one.card?.type === 'location' && one.card.latitude === 55.77, 'the end of it');
    expect(stopped.card).not.toHaveProperty('liveUntil');
  });

  test('what there is no shape for is told in a line; nothing of it is put aside', async () => {
    maria().send({ story: { chat: { id: -1, type: 'channel', title: 'Новости', username: 'news' }, id: 3 } });
    await says('📖 Новости\nhttps://t.me/news/s/3');
    expect(await desk.call('quarantine.list', {})).toEqual([]);
  });

  test('a reaction to something older than our time is nothing to be put aside', async () => {
    telegram.pushUpdate({
      message_reaction: {
        chat: { id: 77, type: 'private', first_name: 'Мария' },
        message_id: 999,
        date: 1_700_000_000,
        old_reaction: [],
        new_reaction: [{ type: 'emoji', emoji: '👍' }],
      },
    });
    maria().write('Привет');
    await says('Привет');
    expect(await desk.call('quarantine.list', {})).toEqual([]);
  });
});

describe('what is known of the person', () => {
  test('a new name and address; the earlier ones stay', async () => {
    maria().write('Привет');
    const customerId = await customer();
    maria().rename({ firstName: 'Мария', lastName: 'Орлова', username: 'orlova' });
    maria().write('Я сменила фамилию');
    const view = await desk.until(async () => {
      const now = await desk.call('customer.get', { customerId });
      return now.name === 'Мария Орлова' && now;
    }, 'the new name');
    const point = view.contactPoints.find(({ kind }) => kind === 'telegram');
    expect(point).toMatchObject({
      label: '@orlova',
      earlier: expect.arrayContaining([expect.objectContaining({ label: '@mariak' })]),
    });
  });

  test('their picture', async () => {
    maria().setPortrait([90, 160, 640].map((side) => ({ side, bytes: picture(side, side) })));
    maria().write('Привет');
    const customerId = await customer();
    await desk.until(async () => (await desk.call('customer.get', { customerId })).photo, 'the picture');
  });
});

describe('what we send', () => {
  test('formatted words and buttons; a pressed button is heard and answered', async () => {
    maria().write('Где заказ?');
    const marks = [{ type: 'italic' as const, start: 0, end: 7 }];
    const [question] = await reply('Вторник подойдёт?', { marks, buttons: [[{ label: 'Да', data: 'yes' }]] });
    const sent = await maria().waitFor((message) => message.text === 'Вторник подойдёт?');
    expect(sent.entities).toEqual([{ type: 'italic', offset: 0, length: 7 }]);
    maria().press(sent.message_id, 'yes');
    expect(await says('👆 Да')).toMatchObject({ direction: 'in', replyTo: { itemId: question?.id } });
    await telegram.waitForCall((call) => call.method === 'answerCallbackQuery');
  });

  test('an album is one item, edited and taken back as one', async () => {
    maria().write('Пришлите фото');
    const files = [await staged('a.png', 'image/png', picture(8, 8)), await staged('b.png', 'image/png', picture(9, 9))];
    const [album] = await reply('Вот они', { files });
    if (!album) throw new Error('no item');
    expect(maria().received.map((message) => message.media_group_id !== undefined)).toEqual([true, true]);
    await desk.call('message.edit', { itemId: album.id, text: 'Вот они, обе' });
    await item((one) => one.id === album.id && one.text === 'Вот они, обе', 'the new caption');
    await maria().until(() => (maria().received[0]?.caption === 'Вот они, обе' ? true : undefined));
    await desk.call('message.withdraw', { itemId: album.id });
    await item((one) => one.id === album.id && one.deletedAt !== undefined, 'it to be gone');
    await maria().until(() => (maria().received.length === 0 ? true : undefined));
  });

  test('an edit keeps the buttons', async () => {
    maria().write('Где заказ?');
    const [question] = await reply('Вторник?', { buttons: [[{ label: 'Да', data: 'yes' }]] });
    await desk.call('message.edit', { itemId: question?.id ?? '', text: 'Среда?' });
    await says('Среда?');
    await maria().until(() => (maria().received[0]?.text === 'Среда?' ? true : undefined));
    expect(maria().received[0]).toMatchObject({ text: 'Среда?', reply_markup: { inline_keyboard: [[{ text: 'Да' }]] } });
  });

  test('reactions go both ways', async () => {
    const question = maria().write('Спасибо!');
    const theirs = await says('Спасибо!');
    await desk.call('message.react', { itemId: theirs.id, emoji: '❤' });
    await maria().until(() => maria().reactionsOfBot(question.message_id)[0]);
    const [ours] = await reply('Пожалуйста');
    maria().react(maria().received[0]?.message_id ?? 0, '🔥');
    const seen = await item((one) => one.id === ours?.id && (one.reactions?.length ?? 0) > 0, 'the reaction');
    expect(seen.reactions).toMatchObject([{ by: 'customer', emoji: '🔥' }]);
    const theirsThen = await item((one) => one.id === theirs.id && (one.reactions?.length ?? 0) > 0, 'our own reaction');
    expect(theirsThen.reactions).toMatchObject([{ by: 'us', emoji: '❤' }]);
  });

  test('they are shown that we type', async () => {
    maria().write('Привет');
    const customerId = await customer();
    const [option] = (await desk.call('customer.get', { customerId })).replyOptions;
    if (!option) throw new Error('nowhere to answer');
    await desk.call('reply.typing', { customerId, contactPointId: option.contactPointId, channelId: option.channelId });
    await maria().until(() => maria().saw[0]);
  });
});

test('a group is told by its name, answered in it when it is quoted, and in private otherwise', async () => {
  const team = telegram.group(-500, 'Дом 5');
  team.addBot(maria());
  team.member(maria()).write('Кто знает мастера?');
  maria().write('Пишу лично');
  const asked = await says('Кто знает мастера?');
  expect(asked).toMatchObject({ group: 'Дом 5', author: { type: 'customer', name: 'Мария Кузнецова' } });
  await says('Пишу лично');
  await reply('Мы', { replyToItemId: asked.id });
  await reply('Отвечаем лично');
  expect(team.received.map((message) => message.text)).toEqual(['Мы']);
  expect(maria().received.map((message) => message.text)).toEqual(['Отвечаем лично']);
});

test('a business account is answered for; what its owner writes is ours; deletions are told', async () => {
  const owner = telegram.user(5, { firstName: 'Хозяин' });
  const account = telegram.business(owner);
  const chat = account.with(maria());
  const question = chat.customer.write('Вы открыты?');
  await says('Вы открыты?');
  chat.owner.write('До шести');
  expect(await says('До шести')).toMatchObject({ direction: 'out', delivery: 'sent' });
  await reply('И в субботу');
  expect(chat.customer.received).toMatchObject([{ text: 'И в субботу', from: { id: 5 } }]);
  expect(maria().received).toEqual([]);
  chat.customer.delete(question.message_id);
  expect(await item((one) => one.text === 'Вы открыты?' && one.deletedAt !== undefined, 'it to be gone')).toBeDefined();
  // What its owner allows is known before anybody writes, and a customer who comes later is told of the same way.
  const refused = async (customerId: string) => {
    const { replyOptions } = await desk.call('customer.get', { customerId });
    return replyOptions[0]?.reason;
  };
  const hers = await customer();
  account.allow({ can_read_messages: true });
  await desk.until(async () => (await refused(hers)) === 'account-only-read', 'the right to be gone');
  await expect(reply('Нельзя')).rejects.toMatchObject({ details: { reason: 'account-only-read' } });
  account.with(telegram.user(78, { firstName: 'Пётр' })).customer.write('А вы?');
  const his = await desk.until(async () => (await desk.rows()).find(({ last }) => last.excerpt === 'А вы?')?.customerId, 'him');
  expect(await refused(his)).toBe('account-only-read');
  account.allow({ can_reply: true, can_read_messages: true });
  await desk.until(async () => (await refused(hers)) === undefined, 'the right to be back');
  account.disconnect();
  await desk.until(async () => (await refused(hers)) === 'account-ended', 'the account to be gone');
});
