import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/bench.ts';
import { exitOf, spawnProgram } from './support/program.ts';

test('the packed program is provisioned, receives, answers, and knows everything after a restart', async ({
  machine,
  open,
  servers,
}) => {
  const { mail, telegram, address, provision } = servers;
  let desk = await open({ provision });
  await desk.online();
  const messageId = await mail.deliver({
    from: '"Мария Кузнецова" <maria@mail.test>',
    to: address,
    subject: 'Заказ 10452 не пришёл',
    text: 'Здравствуйте! Обещали вчера, заказа нет.\n\n-- \nМария Кузнецова\nтел. +7 916 123-45-67',
  });
  await desk.openCustomer('Мария Кузнецова');
  await expect(desk.article(/^Email from Мария Кузнецова, /)).toContainText('Обещали вчера');
  const maria = telegram.user(77, { firstName: 'Маша', username: 'mariak' });
  maria.write('А теперь пишу сюда');
  maria.shareContact('+79161234567');
  await expect(desk.article(/^Telegram message from /).first()).toContainText('А теперь пишу сюда');
  await expect(desk.inbox.getByRole('option')).toHaveCount(1);
  await desk.chooseReplyBy('Telegram');
  await desk.send('Курьер будет сегодня до 18:00');
  await maria.waitFor((message) => message.text === 'Курьер будет сегодня до 18:00');
  await desk.chooseReplyBy('maria@mail.test');
  await desk.send('Извините за задержку.');
  const received = await mail.waitForMail('maria@mail.test', (one) => one.parsed.inReplyTo === messageId);
  expect(received.parsed.text?.trim()).toBe('Извините за задержку.');
  await expect(desk.article(/^Email to /)).toContainText('Sent');
  // Words by their dictionary form: the dictionaries are in the package.
  await desk.page.getByRole('searchbox', { name: 'Search' }).fill('заказы');
  const results = desk.page.getByRole('listbox', { name: 'Search results' });
  await expect(results.getByRole('option').filter({ hasText: 'заказа нет' })).toHaveCount(1);
  expect(await desk.app.close()).toBe(0);
  // Chromium has taken the word lists that came with the program; those it cannot read it throws away.
  const lists = readdirSync(join(machine.home, 'profile/electron/Dictionaries'));
  expect(lists.sort()).toEqual(['en-US-10-1.bdic', 'ru-RU-3-0.bdic']);

  desk = await open();
  await desk.openCustomer('Мария Кузнецова');
  await expect(desk.article(/^Telegram message to /)).toContainText('Курьер будет сегодня');
  await expect(desk.article(/^Email to /)).toContainText('Sent');
  maria.write('Спасибо!');
  await expect(desk.timeline.getByText('Спасибо!', { exact: true })).toBeVisible();
  await desk.chooseReplyBy('Telegram');
  await desk.send('Хорошего дня');
  await maria.waitFor((message) => message.text === 'Хорошего дня');
  expect(maria.received.map(({ text }) => text)).toEqual(['Курьер будет сегодня до 18:00', 'Хорошего дня']);
});

test('a second start on the same profile goes away and leaves the first at work', async ({ desk, machine, servers }) => {
  const second = spawnProgram(machine, ['--profile', `${machine.home}/profile`]);
  expect(await exitOf(second.child)).toBe(0);
  servers.telegram.user(77, { firstName: 'Мария' }).write('Привет');
  await desk.openCustomer('Мария');
  await expect(desk.timeline.getByText('Привет', { exact: true })).toBeVisible();
});
