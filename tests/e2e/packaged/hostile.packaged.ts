import { origin } from '../../../electron/main/serve/route.ts';
import { breakingMails, hostileMails } from '../../support/hostile/index.ts';
import { hostileRaw } from '../../support/hostile/raw.ts';
import { DeskPage } from '../pages/desk.ts';
import { expect, test } from './support/bench.ts';
import { listen, show, store, touches } from './support/mail-frame.ts';
import { departures } from './support/net-log.ts';
import { openFrame, showAll } from './support/show-all.ts';

/** How many bodies must be shown at the least. */
const promised = 200;

test('a mail that takes the names of its document is shown like any other', async ({ desk, machine, outside, servers }) => {
  await openFrame(desk, servers);
  const taken = ['body', 'documentElement', 'defaultView', 'addEventListener', 'images', 'querySelectorAll', 'contains'];
  const names = taken.map((name) => `<img name="${name}"><form name="${name}"></form>`).join('');
  const html = `${names}<div style="height:900px">words</div><a href="https://opened.test/x">x</a><a href="?remote=1">y</a>`;
  const address = `${origin}/mail/${await store(machine.home, html)}?remote=0`;
  const shown = await show(desk.page, address);
  expect(shown.address).toBe(address);
  await expect.poll(() => desk.timeline.locator('iframe').evaluate((frame) => frame.clientHeight)).toBeGreaterThan(900);
  await expect.poll(() => new Set(outside.opened())).toEqual(new Set(['https://opened.test/x']));
});

test('hostile mails run nothing and reach nobody', async ({ desk, machine, servers, trap }) => {
  test.setTimeout(600_000);
  const mails = hostileMails(trap.origin);
  expect(mails.length).toBeGreaterThanOrEqual(promised);
  await openFrame(desk, servers);
  expect(await showAll(desk, machine.home, mails, false)).toEqual([]);
  expect(trap.connections()).toBe(0);
  await desk.app.close();
  expect(departures(desk.app.netLog)).toEqual({ urls: [], hosts: [], connections: [] });
  process.stdout.write(`${mails.length} hostile mails shown: 0 scripts ran, 0 connections, 0 requests, 0 names asked for\n`);
});

test('where pictures from the network are allowed, pictures are all that comes, and nothing runs', async ({
  desk,
  machine,
  servers,
  trap,
}) => {
  test.setTimeout(600_000);
  const mails = hostileMails(trap.origin);
  await openFrame(desk, servers);
  expect(await showAll(desk, machine.home, mails, true)).toEqual([]);
  await desk.app.close();
  const requests = trap.requests();
  const kinds = new Set(requests.map(({ headers }) => headers['sec-fetch-dest']));
  expect([...kinds]).toEqual(['image']);
  expect(requests.filter(({ headers }) => headers.cookie !== undefined || headers.referer !== undefined)).toEqual([]);
  // A connection for each picture, and none that asks for nothing: that too would tell that the mail was read.
  expect(trap.connections()).toBe(requests.length);
  expect(departures(desk.app.netLog).hosts.filter((host) => host.includes('hostile.test'))).toEqual([]);
  process.stdout.write(
    `${mails.length} hostile mails shown with remote content: 0 scripts ran, ${requests.length} pictures came, nothing else\n`,
  );
});

/** Whether a mail on the timeline has come to rest: it has no frame, or its frame has loaded what it is to show. */
function shownWhole(item: Element): boolean {
  const frame = item.querySelector('iframe');
  if (frame === null) return true;
  const inner = frame.contentDocument;
  return inner !== null && inner.readyState === 'complete' && inner.URL.includes('/mail/');
}

test('hostile messages that come by mail run nothing and reach nobody', async ({ desk, servers, trap }) => {
  test.setTimeout(480_000);
  const { mail, address } = servers;
  await listen(desk.page);
  let framed = 0;
  const messages = hostileRaw(trap.origin, address);
  for (const { name, sender, raw } of messages) {
    await mail.deliver({ raw, from: `${sender}@mail.test`, to: address });
    await desk.openCustomer(sender);
    const item = desk.article(/^Email from hostile/);
    await expect(item, name).toHaveCount(1);
    await expect.poll(() => item.evaluate(shownWhole), { message: name }).toBe(true);
    framed += await item.locator('iframe').count();
    const ran = await desk.page.evaluate(() => Reflect.get(window, 'heard'));
    expect(ran, name).toEqual([]);
    await desk.page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Resolved' });
  }
  await desk.app.close();
  expect(trap.connections()).toBe(0);
  expect(departures(desk.app.netLog)).toEqual({ urls: [], hosts: [], connections: [] });
  expect(framed).toBeGreaterThan(messages.length / 2);
  // Nobody was told that the mails were read.
  expect((await mail.mailbox('maria@mail.test')).filter(({ parsed }) => /read|disposition/i.test(parsed.subject ?? ''))).toEqual(
    [],
  );
});

test('the same bodies do act on a page without these walls, so the tests above can fail', async ({ open, trap }) => {
  test.setTimeout(600_000);
  const mails = hostileMails(trap.origin).filter(({ html }) => /top\.ran|\/left\//.test(Buffer.from(html).toString('latin1')));
  const { page } = await open();
  const session = await page.context().newCDPSession(page);
  const report = "window.ran=(id)=>{new Image().src='/ran/'+id}";
  for (const { id, html } of mails) {
    const body = Buffer.concat([
      Buffer.from(`<!doctype html><meta charset="utf-8"><script>${report}</script>`),
      Buffer.from(html),
    ]);
    trap.serve(`/control/${id}`, { type: 'text/html; charset=utf-8', body });
    const loaded = page.waitForEvent('load');
    await session.send('Page.navigate', { url: `${trap.origin}/control/${id}` });
    await loaded;
    const touched = page.evaluate(async (events) => {
      const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await painted();
      for (const element of [...Document.prototype.querySelectorAll.call(document, '*')].slice(0, 100)) {
        for (const type of events) {
          EventTarget.prototype.dispatchEvent.call(element, new MouseEvent(type, { bubbles: true, cancelable: true }));
        }
        if (element.namespaceURI === 'http://www.w3.org/1999/xhtml') HTMLElement.prototype.focus.call(element);
      }
      await painted();
    }, touches);
    // A body that takes the page away has acted already.
    await touched.catch(() => undefined);
  }
  const ids = (start: string) => {
    const found = trap.requests().map(({ path }) => new RegExp(`^/${start}/(\\d+)`).exec(path)?.[1]);
    return new Set(found.filter((id) => id !== undefined));
  };
  const [ran, left] = [ids('ran').size, ids('left').size];
  process.stdout.write(`without walls, of ${mails.length} bodies: ${ran} run a script, ${left} reach the network\n`);
  expect(ran).toBeGreaterThan(100);
  expect(left).toBeGreaterThan(100);
});

for (const { name, html } of breakingMails()) {
  test(`a mail that breaks the page is shown as words when the window has come back: ${name}`, async ({ desk, servers }) => {
    test.setTimeout(480_000);
    const { mail, address } = servers;
    servers.telegram.user(77, { firstName: 'Иван' }).write('Добрый день');
    await mail.deliver({ from: '"Мария" <maria@mail.test>', to: address, subject: 'Вопрос', html: `<p>Где заказ?</p>${html}` });
    const crashed = desk.page.waitForEvent('crash', { timeout: 180_000 });
    await desk.option('Мария').click();
    // A person who sees nothing happen moves the pointer. That nothing is painted counts only then.
    const restless = await desk.page.context().newCDPSession(desk.page);
    let moves = 0;
    const move = setInterval(() => {
      moves += 1;
      void restless.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 300 + (moves % 9), y: 300 }).catch(() => undefined);
    }, 500);
    await crashed.finally(() => clearInterval(move));
    await desk.app.lookAgain();
    const again = new DeskPage(desk.app);
    await again.openCustomer('Мария');
    const frame = again.timeline.locator('iframe').contentFrame();
    await expect(frame.getByRole('alert')).toContainText('only its words are shown');
    await expect(frame.getByText('Где заказ?')).toBeVisible();
    await again.openCustomer('Иван');
    await again.send('Чем помочь?');
    await expect(again.article(/^Telegram message to /)).toContainText('Sent');
  });
}
