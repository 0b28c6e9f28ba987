import { expect, test } from './support/desk.ts';

/** What the right button found under it, as main was told. */
type Told = { told?: Array<{ word: string; others: string[] }> };

test('words of both languages are checked without a network, and others are offered', async ({ desk, servers }) => {
  servers.telegram.user(77, { firstName: 'Мария' }).write('Здравствуйте');
  await desk.openCustomer('Мария');
  const { electron } = desk.app;
  await electron.evaluate(({ BrowserWindow }) => {
    const kept = globalThis as Told;
    kept.told = [];
    BrowserWindow.getAllWindows()[0]?.webContents.on('context-menu', (_event, { misspelledWord, dictionarySuggestions }) => {
      kept.told?.push({ word: misspelledWord, others: dictionarySuggestions });
    });
  });
  await desk.reply.click();
  await desk.page.keyboard.type('Превет, recieve правильно right ');
  const ask = async (word: string) => {
    const place = await desk.reply.evaluate((editor, wanted) => {
      const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      throw new Error(`${wanted} is not in the editor`);
    }, word);
    await electron.evaluate(() => {
      (globalThis as Told).told = [];
    });
    await desk.page.mouse.click(place.x, place.y, { button: 'right' });
    const latest = () => electron.evaluate(() => (globalThis as Told).told?.at(-1));
    await expect.poll(latest).toBeDefined();
    const told = await latest();
    await desk.page.keyboard.press('Escape');
    return told;
  };
  // Marks come when the checker has read its lists.
  await expect.poll(() => ask('Превет')).toEqual({ word: 'Превет', others: expect.arrayContaining(['Привет']) });
  await expect.poll(() => ask('recieve')).toEqual({ word: 'recieve', others: expect.arrayContaining(['receive']) });
  expect(await ask('правильно')).toEqual({ word: '', others: [] });
});
