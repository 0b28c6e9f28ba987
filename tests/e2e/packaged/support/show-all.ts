import { expect, type Page } from '@playwright/test';
import { origin } from '../../../../electron/main/serve/route.ts';
import type { MailServer } from '../../../servers/mail/index.ts';
import type { Hostile } from '../../../support/hostile/index.ts';
import type { DeskPage } from '../../pages/desk.ts';
import { listen, show, store } from './mail-frame.ts';

type Desk = DeskPage<{ readonly window: Page }>;

/** A desk with an ordinary mail open: its frame is the one that everything is shown in. */
export async function openFrame(desk: Desk, { mail, address }: { mail: MailServer; address: string }): Promise<void> {
  await mail.deliver({ from: '"Мария" <maria@mail.test>', to: address, subject: 'Вопрос', html: '<h1>Вопрос</h1>' });
  await desk.openCustomer('Мария');
  await expect(desk.timeline.locator('iframe').contentFrame().getByRole('heading', { name: 'Вопрос' })).toBeVisible();
  await listen(desk.page);
}

/** A mail, and what it did that it must not. */
export type Fault = { name: string; fault: string };

/** Shows every body in turn. Answers what went wrong; the window must be itself after each. */
export async function showAll(desk: Desk, home: string, mails: readonly Hostile[], remote: boolean): Promise<Fault[]> {
  const { page } = desk;
  const faults: Fault[] = [];
  const scripts: string[] = [];
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  session.on('Debugger.scriptParsed', ({ executionContextAuxData, url }) => {
    const world = executionContextAuxData as { frameId?: string; type?: string } | undefined;
    if (world?.type === 'default' && world.frameId !== frameTree.frame.id) scripts.push(url);
  });
  await session.send('Debugger.enable');
  for (const { name, html } of mails) {
    const address = `${origin}/mail/${await store(home, html)}?remote=${remote ? 1 : 0}`;
    const shown = await show(page, address).catch((error: Error) => {
      throw new Error(`"${name}" broke the window: ${error.message}`);
    });
    if (!shown.loaded) faults.push({ name, fault: 'did not finish' });
    if (shown.address !== address) faults.push({ name, fault: `left for ${shown.address}` });
    if (shown.height > 61_000) faults.push({ name, fault: `made its frame ${shown.height} pixels high` });
    if (shown.ran.length > 0) faults.push({ name, fault: `ran ${shown.ran.join()}` });
    if (scripts.length > 0) faults.push({ name, fault: `has a script: ${scripts.splice(0).join()}` });
    if (page.url() !== `${origin}/`) faults.push({ name, fault: `the window went to ${page.url()}` });
    if (page.context().pages().length !== 1) faults.push({ name, fault: 'opened a window' });
    await listen(page);
  }
  return faults;
}
