import type { Page } from '@playwright/test';
import { ensureServers } from '../../../build/tests/servers.ts';
import type { ProvisionFile } from '../../../shared/contract/provision.ts';
import { type MailServer, startMailServer } from '../../servers/mail/index.ts';
import type { SeedMail } from '../../servers/mail/types.ts';
import { mailChannel, toEvent } from '../data/events.ts';
import { laterMoments, streamEnd } from '../data/stream.ts';

const password = 'op-pass';
const address = mailChannel.address;

/** The support mailbox of the filled profiles on a real Dovecot and exim. */
export type Mailbox = {
  server: MailServer;
  address: string;
  /** For a client of one's own, in clear text as the program's. */
  login: { host: string; port: number; secure: false; doSTARTTLS: false; auth: { user: string; pass: string } };
  /** The channel of the filled profiles, pointed here. */
  provision: ProvisionFile;
  stop(): Promise<void>;
};

export async function openMailbox(): Promise<Mailbox> {
  await ensureServers();
  const server = await startMailServer({ users: [{ address, password }] });
  const door = { host: server.host, tls: 'none' as const, user: address, password };
  return {
    server,
    address,
    login: {
      host: server.host,
      port: server.imapPort,
      secure: false,
      doSTARTTLS: false,
      auth: { user: address, pass: password },
    },
    provision: {
      channels: [
        {
          ...mailChannel,
          imap: { ...door, port: server.imapPort },
          smtp: { ...door, port: server.smtpPort },
          importDays: 36_500,
        },
      ],
    },
    stop: () => server.stop(),
  };
}

/** The program's connection to the mailbox stands. */
export const online = (page: Page): Promise<void> =>
  page
    .getByRole('status', { name: 'Connections' })
    .filter({ hasText: `${mailChannel.name}: connected` })
    .waitFor();

/** Mails as real ones come: headers of a client and a server, text and HTML. `from` keeps batches apart. */
export function mails(count: number, from = 0): SeedMail[] {
  const moments = laterMoments(10_000, count * 3, from).map(toEvent);
  const events = moments.filter(({ channel }) => channel === mailChannel.id).map(({ event }) => event);
  return Array.from({ length: count }, (_, n) => {
    const event = events[n % events.length];
    if (!event) throw new Error('no mail among the messages');
    const at = new Date(Math.min(streamEnd, event.sentAt));
    return {
      raw: source({
        from: `writer${from + n}@mail.test`,
        id: `${from + n}.bench@mail.test`,
        subject: event.subject ?? '',
        text: event.text,
        at,
      }),
      date: at,
    };
  });
}

type Parts = { from: string; id: string; subject: string; text: string; at: Date };

function source({ from, id, subject, text, at }: Parts): string {
  const base64 = (part: string): string => Buffer.from(part).toString('base64').replace(/.{76}/g, '$&\r\n');
  const part = (type: string, body: string): string =>
    `--edge\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(body)}\r\n`;
  return [
    `Return-Path: <${from}>`,
    `Received: from mail.test (mail.test [127.0.0.1]) by shop.test with ESMTP; ${at.toUTCString().replace('GMT', '+0000')}`,
    `From: =?utf-8?B?${Buffer.from(`Клиент ${id.split('.')[0]}`).toString('base64')}?= <${from}>`,
    `To: <${address}>`,
    `Subject: =?utf-8?B?${Buffer.from(subject.slice(0, 30)).toString('base64')}?=`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=edge',
    '',
    `${part('text/plain', text)}${part('text/html', `<html><body><p>${text}</p></body></html>`)}--edge--`,
    '',
  ].join('\r\n');
}
