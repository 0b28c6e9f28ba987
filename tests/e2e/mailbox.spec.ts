import { ImapFlow } from 'imapflow';
import { startMailServer } from '../servers/mail/index.ts';
import { startIdentityProvider } from '../servers/oauth/index.ts';
import { expect, test } from './support/desk.ts';

test('a mailbox is signed in to at its provider, its folders are chosen, and what lies in them is read', async ({ open }) => {
  const provider = await startIdentityProvider();
  const mail = await startMailServer({
    introspectionUrl: provider.introspectionUrl,
    folders: [
      { name: 'Sent', specialUse: '\\Sent' },
      { name: 'Trash', specialUse: '\\Trash' },
      { name: 'Junk', specialUse: '\\Junk' },
      { name: 'Orders' },
      { name: 'Archive', specialUse: '\\Archive' },
    ],
  });
  try {
    const raw = (text: string) =>
      `From: Maria <maria@mail.test>\r\nTo: op@shop.test\r\nMessage-ID: <${text}@mail.test>\r\nSubject: ${text}\r\n\r\n${text}\r\n`;
    await mail.seed('op@shop.test', [{ raw: raw('spam') }], 'Junk');
    const desk = await open({});
    const { page, app } = desk;
    // The system's browser, with the person in front of it.
    await app.electron.evaluate(({ shell }) => {
      shell.openExternal = async (url) => {
        Reflect.set(globalThis, 'opened', url);
      };
    });
    await page.getByRole('button', { name: /mailbox/i }).click();
    await page.getByLabel('Email address').fill('op@shop.test');
    await page.getByRole('combobox', { name: 'Sign-in' }).selectOption({ label: 'Another provider (OAuth 2.0)' });
    await page.getByLabel('Client ID').fill('throughline-desktop');
    await page.getByLabel('Sign-in page').fill(provider.authorizationUrl);
    await page.getByLabel('Token address').fill(provider.tokenUrl);
    await page.getByLabel('Scope').fill('mail');
    for (const [server, port] of [
      ['Incoming mail (IMAP)', mail.imapPort],
      ['Outgoing mail (SMTP)', mail.smtpPort],
    ] as const) {
      await page.getByRole('combobox', { name: `${server}: Encryption` }).selectOption({ label: 'None' });
      await page.getByRole('textbox', { name: `${server}: Host` }).fill('127.0.0.1');
      await page.getByRole('textbox', { name: `${server}: Port` }).fill(String(port));
    }
    await expect(page.getByLabel('Password')).toHaveCount(0);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('Waiting for you in the browser…')).toBeVisible();
    const opened = () => app.electron.evaluate(() => String(Reflect.get(globalThis, 'opened') ?? ''));
    await expect.poll(opened).toContain(provider.authorizationUrl);
    await provider.browse(await opened());
    await expect(page.getByText('Signed in', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText('Everything works')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'INBOX' })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: /^Junk/ })).not.toBeChecked();
    await page.getByRole('checkbox', { name: 'Orders' }).check();
    await page.locator('button[type=submit]').click();
    await mail.seed('op@shop.test', [{ raw: raw('sorted-by-the-server') }], 'Orders');
    await mail.deliver({ from: 'Ivan <ivan@mail.test>', to: 'op@shop.test', subject: 'Hello', text: 'Hello' });
    await expect(desk.option('Ivan')).toBeVisible();
    await expect(desk.option('Maria')).toBeVisible();
    await expect(page.getByText('spam')).toHaveCount(0);
    // A colleague clears up in another program.
    const auth = { user: 'op@shop.test', pass: 'op-pass' };
    const other = new ImapFlow({ host: mail.host, port: mail.imapPort, secure: false, doSTARTTLS: false, auth, logger: false });
    await other.connect();
    try {
      await other.mailboxOpen('INBOX');
      await other.messageDelete('1:*');
    } finally {
      await other.logout();
    }
    await desk.openCustomer('Ivan');
    await expect(desk.article(/^Email from Ivan/)).toContainText('Deleted from the mailbox');
  } finally {
    await mail.stop();
    await provider.stop();
  }
});
