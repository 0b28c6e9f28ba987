import { expect, test } from './support/desk.ts';
import { countRenders, forgetRenders, rendersSince } from './support/renders.ts';

const people = ['Anna', 'Boris', 'Clara', 'Dmitry', 'Elena'] as const;

test('who writes renders their own row; the composer, the timeline and other rows do no work, while a reply is typed', async ({
  desk,
  servers,
}, info) => {
  const { page, inbox } = desk;
  const writers = people.map((firstName, n) => servers.telegram.user(n + 1, { firstName }));
  for (const writer of writers) writer.write('Hello');
  await expect(inbox.getByRole('option')).toHaveCount(people.length);
  await countRenders(page);
  await desk.openCustomer('Clara');
  await expect(desk.timeline.getByRole('article')).not.toHaveCount(0);
  await desk.reply.click();
  await desk.reply.pressSequentially('Good ');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await forgetRenders(page);

  // An arrival for somebody else.
  writers[4]?.write('And where is my order?');
  await expect(inbox.getByRole('option', { name: /^Elena.*2 unread/ })).toBeVisible();
  const elsewhere = await rendersSince(page);

  // Typing on.
  await forgetRenders(page);
  await desk.reply.press('m');
  await expect(desk.reply).toHaveText('Good m');
  const typing = await rendersSince(page);

  // An arrival in the conversation that is open.
  await desk.reply.pressSequentially('orning');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await forgetRenders(page);
  const items = await desk.timeline.getByRole('article').count();
  writers[2]?.write('One more thing');
  await expect(desk.timeline.getByRole('article')).toHaveCount(items + 1);
  const here = await rendersSince(page);
  await expect(desk.reply).toHaveText('Good morning');

  const figures = { elsewhere, typing, here };
  info.annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  const rows = (renders: object): string[] => Object.keys(renders).filter((name) => name.startsWith('row '));
  // The probe sees work where there is some.
  expect(rows(elsewhere)).toEqual(['row Elena']);
  expect(elsewhere.composer).toBeUndefined();
  expect(elsewhere.timeline).toBeUndefined();
  expect(elsewhere['timeline item']).toBeUndefined();
  expect(elsewhere.customer).toBeUndefined();
  expect(typing.composer).toBeGreaterThan(0);
  expect(rows(typing)).toEqual([]);
  expect(typing['timeline item']).toBeUndefined();
  expect(typing.customer).toBeUndefined();
  // Of what is open, what was said stands at the end and, because an answer was begun before it, above the reply, and their address
  // tells when it was last used; all else is as it was.
  expect(rows(here)).toEqual(['row Clara']);
  expect(here['timeline item']).toBeGreaterThan(0);
  expect(here['said since']).toBeGreaterThan(0);
  expect(here['their address']).toBeGreaterThan(0);
  expect(here.customer).toBeUndefined();
  expect(here.composer).toBeUndefined();
  expect(here.bar).toBeUndefined();
  expect(here.rail).toBeUndefined();
});
