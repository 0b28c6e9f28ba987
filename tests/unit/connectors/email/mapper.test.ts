import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emailConnector } from '../../../../electron/connectors/email/connector.ts';
import type { MailPayload } from '../../../../electron/connectors/email/payload.ts';
import type { InboundEvent, InboundMessage } from '../../../../shared/contract/connector.ts';
import { emailConfig, type TempFiles, tempFiles } from './harness.ts';

let files: TempFiles;
beforeEach(() => {
  files = tempFiles();
});
afterEach(() => files.remove());

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/email/${name}`, import.meta.url));
const received = Date.UTC(2026, 10, 10, 12, 0, 0);

/** As it lies in a mailbox: lines end with CRLF. */
const wire = (text: string) => Buffer.from(text.replace(/\r?\n/g, '\r\n'));

async function mapBytes(source: Uint8Array, payload: Partial<MailPayload> = {}): Promise<InboundEvent[]> {
  const { hash, size } = await files.put(source);
  const body: MailPayload = {
    folder: 'INBOX',
    role: 'inbox',
    uid: 7,
    uidValidity: '1',
    flags: [],
    internalDate: received,
    size,
    ...payload,
  };
  const config = emailConfig();
  const raw = { stream: body.folder, remoteKey: '1:7', body: JSON.stringify(body), sourceHash: hash, receivedAt: received };
  return emailConnector.map(raw, { channelId: config.id, config, files, country: 'RU' });
}

async function messageOf(text: string, payload: Partial<MailPayload> = {}): Promise<InboundMessage> {
  const [event] = await mapBytes(wire(text), payload);
  if (event?.type !== 'message') throw new Error(`Not a message: ${JSON.stringify(event)}`);
  return event;
}

describe('mails of many makers', () => {
  it.each([
    ['rfc5322-reply', {}],
    ['gmail-reply-ru', { flags: ['\\Seen'] }],
    ['outlook-related', {}],
    ['apple-mail', {}],
    ['newsletter-html', {}],
    ['html-local', {}],
    ['bounce', {}],
    ['broken-mime', {}],
    ['no-message-id', {}],
    ['koi8', {}],
    ['web-form', {}],
    ['sent-by-other-client', { folder: 'Sent', role: 'sent', flags: ['\\Seen'] }],
    ['forward-as-attachment', {}],
    ['captured-exim-dovecot', {}],
  ] as const)('%s', async (name, payload) => {
    const message = await messageOf(readFileSync(fixture(`${name}.eml`), 'utf8'), {
      ...payload,
      flags: [...('flags' in payload ? payload.flags : [])],
    });
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(fixture(`${name}.json`));
  });
});

describe('what the file store holds', () => {
  it('is the HTML with pictures from the store, and the parts as they were', async () => {
    const message = await messageOf(readFileSync(fixture('outlook-related.eml'), 'utf8'));
    const html = Buffer.from(await files.get(message.htmlHash ?? '')).toString();
    const [picture] = message.attachments;
    const hash = picture !== undefined && 'hash' in picture ? picture.hash : '';
    expect(html).toContain(`src="app://throughline/file/${hash}?type=image%2Fpng"`);
    expect(html).toContain('src="cid:missing@nowhere"');
    expect(html).toContain('Добрый день!');
    expect(
      Buffer.from(await files.get(hash))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('never points at a part that could be a document', async () => {
    const related = (type: string) =>
      `From: a@mail.test\nTo: op@shop.test\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<iframe src="cid:x@y"></iframe>\n--b\nContent-Type: ${type}\nContent-ID: <x@y>\nContent-Disposition: inline\n\n<script>1</script>\n--b--\n`;
    for (const type of ['text/html; name=a.html', 'image/svg+xml', 'application/xhtml+xml']) {
      const message = await messageOf(related(type));
      expect(Buffer.from(await files.get(message.htmlHash ?? '')).toString(), type).not.toContain('app://');
    }
    const picture = await messageOf(related('image/gif'));
    expect(picture.attachments[0]?.inline).toBe(true);
  });
});

describe('whose mail it is', () => {
  const mail = (headers: string) => `${headers}\nMessage-ID: <x@y.test>\n\nHello\n`;

  it('ours, found in the INBOX, counts as sent', async () => {
    expect(await messageOf(mail('From: OP@shop.test\nTo: ivan@mail.test'))).toMatchObject({
      direction: 'out',
      party: { value: 'ivan@mail.test' },
    });
  });

  it('a draft, and one to ourselves, are of no interest', async () => {
    expect(await mapBytes(wire(mail('From: a@mail.test\nTo: op@shop.test')), { flags: ['\\Draft'] })).toEqual([
      { type: 'ignored', reason: 'draft' },
    ]);
    expect(await mapBytes(wire(mail('From: op@shop.test\nTo: op@shop.test')))).toMatchObject([{ type: 'ignored' }]);
    expect(await mapBytes(wire(mail('From: op@shop.test')), { role: 'sent' })).toMatchObject([{ type: 'ignored' }]);
  });

  it('says nothing of phones in our own mails', async () => {
    const signed = 'To: op@shop.test\nContent-Type: text/plain; charset=utf-8\n\nHello\n\n--\nTel.: +7 916 123-45-67\n';
    expect((await messageOf(`From: a@mail.test\n${signed}`)).claims).toEqual([
      { kind: 'phone', value: '+79161234567', source: 'stated' },
    ]);
    expect((await messageOf(`From: op@shop.test\nCc: a@mail.test\n${signed}`)).claims).toEqual([]);
  });
});

describe('a daemon without an address', () => {
  it.each(['From: MAILER-DAEMON (Mail Delivery System)', 'From: <>', 'X-Nobody: at all'])('%s', async (from) => {
    const message = await messageOf(
      `Return-Path: <>\n${from}\nTo: op@shop.test\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nContent-Type: multipart/report; boundary=r\n\n--r\n\nSorry\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; gone@mail.test\nAction: failed\nStatus: 5.1.1\n--r\nContent-Type: text/rfc822-headers\n\nMessage-ID: <ours@shop.test>\n--r--\n`,
    );
    expect(message).toMatchObject({
      party: { value: 'gone@mail.test' },
      automatic: true,
      reports: [{ about: 'ours@shop.test', recipient: 'gone@mail.test', outcome: 'failed' }],
    });
  });
});

describe('nasty input', () => {
  it('keeps a mail whose body cannot be read to its end, with the whole source beside it', async () => {
    const part = '--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nx\n';
    const message = await messageOf(
      `From: a@mail.test\nTo: op@shop.test\nSubject: Bomb\nContent-Type: multipart/mixed; boundary=b\n\n${part.repeat(1_600)}--b--\n`,
    );
    expect(message).toMatchObject({ subject: 'Bomb', party: { value: 'a@mail.test' } });
    expect(message.attachments.at(-1)).toMatchObject({ name: 'message.eml', hash: message.sourceHash });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['noise', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 256))],
    ['no sender', wire('Subject: Hello\nTo: op@shop.test\n\nHi\n')],
  ])('throws for %s, so that it is put aside', async (_, source) => {
    await expect(mapBytes(source)).rejects.toThrow();
  });

  it('reads what it can of a header without end', async () => {
    const [event] = await mapBytes(Buffer.concat([wire('From: a@mail.test\nX-Long: '), Buffer.alloc(2_000_000, 'x')]));
    expect(event).toMatchObject({ type: 'message', party: { value: 'a@mail.test' }, text: '' });
  });

  it('refuses a payload the server gave no source for', async () => {
    const raw = {
      stream: 'INBOX',
      remoteKey: '1:1',
      body: JSON.stringify({ role: 'inbox', uid: 1, flags: [], internalDate: 1 }),
      receivedAt: 1,
    };
    const config = emailConfig();
    await expect(emailConnector.map(raw, { channelId: 'mail', config, files, country: 'RU' })).rejects.toThrow(
      'no stored source',
    );
  });

  it('answers for every damage: a message or an error, never silence', async () => {
    const sources = ['outlook-related', 'captured-exim-dovecot', 'bounce'].map((name) =>
      wire(readFileSync(fixture(`${name}.eml`), 'utf8')),
    );
    const damage = fc.record({
      source: fc.constantFrom(...sources),
      holes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), { maxLength: 20 }),
      cut: fc.double({ min: 0.1, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ source, holes, cut }) => {
        const bytes = Buffer.from(source.subarray(0, Math.floor(source.length * cut)));
        for (const [place, value] of holes) bytes[Math.floor(place * (bytes.length - 1))] = value;
        const outcome = await mapBytes(bytes).catch((error: unknown) => error);
        expect(outcome instanceof Error || Array.isArray(outcome)).toBe(true);
      }),
      { numRuns: 120 },
    );
  }, 60_000);
});

describe('where the author wants the answer', () => {
  const told = async (fields: string) =>
    (await messageOf(`From: maria@mail.test\nTo: op@shop.test\n${fields}\n\nx\n`)).mail?.replyTo;

  it('is kept when it is elsewhere', async () => {
    expect(await told('Reply-To: "Помощник" <help@mail.test>, second@mail.test')).toEqual([
      { name: 'Помощник', address: 'help@mail.test' },
      { address: 'second@mail.test' },
    ]);
  });

  it.each([
    ['is where it came from', 'Reply-To: Maria@mail.test'],
    ['is us', 'Reply-To: op@shop.test'],
    ['is no address', 'Reply-To: undisclosed'],
    ['is the list it came through', 'Reply-To: list@mail.test\nList-Id: <list.mail.test>'],
    ['is a machine’s wish', 'Reply-To: bot@mail.test\nAuto-Submitted: auto-generated'],
  ])('is not followed where it %s', async (_, fields) => {
    expect(await told(fields)).toBeUndefined();
  });
});
