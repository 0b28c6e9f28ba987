import { describe, expect, it } from 'vitest';
import { attachmentKind, attachmentName } from '../../../../electron/connectors/email/attachments.ts';
import { isAutomatic } from '../../../../electron/connectors/email/automatic.ts';
import { bodyText } from '../../../../electron/connectors/email/body.ts';
import { hasRemoteContent, htmlToPlainText, rewriteCids, rewriteLocations } from '../../../../electron/connectors/email/html.ts';
import { headOf, partOf } from '../../../../electron/connectors/email/mime/part.ts';
import { protectionOf } from '../../../../electron/connectors/email/mime/protection.ts';
import { ownText } from '../../../../electron/connectors/email/quoted.ts';
import { sentAt, writtenAt } from '../../../../electron/connectors/email/sent-at.ts';
import { answerHeaders, messageIds, threadOf } from '../../../../electron/connectors/email/threading.ts';

describe('message ids', () => {
  it.each([
    ['<a@b>', ['a@b']],
    ['<a@b> <c@d>\r\n <e@f>', ['a@b', 'c@d', 'e@f']],
    ['"Your mail of Monday" <a@b>', ['a@b']],
    ['<long.id@\r\n host>', ['long.id@host']],
    ['a@b c@d', ['a@b', 'c@d']],
    ['your message of today', []],
    [undefined, []],
  ])('%j', (header, ids) => {
    expect(messageIds(header)).toEqual(ids);
  });
});

describe('thread', () => {
  const headers = (messageId?: string, inReplyTo?: string, references?: string) => ({
    ...(messageId === undefined ? {} : { messageId }),
    inReplyTo: messageIds(inReplyTo),
    references: messageIds(references),
  });

  it('begins with the first of References, and answers the nearest first', () => {
    expect(threadOf(headers('d@x', '<c@x>', '<a@x> <b@x> <c@x>'), 'none')).toEqual({
      remoteId: 'd@x',
      remoteThread: 'a@x',
      answers: ['c@x', 'b@x', 'a@x'],
    });
  });

  it('does with In-Reply-To alone, with nothing, and without an id of its own', () => {
    expect(threadOf(headers('d@x', '<c@x>'), 'none')).toEqual({ remoteId: 'd@x', remoteThread: 'c@x', answers: ['c@x'] });
    expect(threadOf(headers('d@x'), 'none')).toEqual({ remoteId: 'd@x', remoteThread: 'd@x', answers: [] });
    expect(threadOf(headers(), 'sha256-1')).toEqual({ remoteId: 'sha256-1', remoteThread: 'sha256-1', answers: [] });
  });

  it('is not its own answer', () => {
    expect(threadOf(headers('d@x', '<d@x>', '<a@x> <d@x>'), 'none').answers).toEqual(['a@x']);
  });
});

describe('headers of an answer', () => {
  it('name the chain oldest first, the answered mail last, each once', () => {
    expect(answerHeaders({ remoteId: 'c@x', references: ['a@x', 'b@x', 'c@x'] })).toEqual({
      inReplyTo: '<c@x>',
      references: ['<a@x>', '<b@x>', '<c@x>'],
    });
    expect(answerHeaders(undefined)).toEqual({});
  });

  it('leave out ids that only we know', () => {
    const ours = `sha256-${'0'.repeat(64)}`;
    expect(answerHeaders({ remoteId: ours, references: ['a@x'] })).toEqual({ references: ['<a@x>'] });
    expect(answerHeaders({ remoteId: ours, references: [] })).toEqual({});
  });

  it('keep the root and the newest of a very long chain', () => {
    const { references } = answerHeaders({
      remoteId: 'last@x',
      references: Array.from({ length: 60 }, (_, index) => `${index}@x`),
    });
    expect(references).toHaveLength(20);
    expect(references?.[0]).toBe('<0@x>');
    expect(references?.slice(-2)).toEqual(['<59@x>', '<last@x>']);
  });
});

describe('time of writing', () => {
  const received = Date.UTC(2026, 10, 2, 10, 0, 0);
  it.each([
    ['Mon, 2 Nov 2026 12:59:00 +0300', Date.UTC(2026, 10, 2, 9, 59, 0)],
    ['Mon, 2 Nov 2026 12:59:00 +0300 (MSK)', Date.UTC(2026, 10, 2, 9, 59, 0)],
    ['Mon, 2 Nov 2026 10:14:00 GMT', Date.UTC(2026, 10, 2, 10, 14, 0)],
    ['Mon, 2 Nov 2026 10:16:00 GMT', received],
    ['Thu, 1 Jan 1970 00:00:00 +0000', received],
    ['yesterday', received],
    [undefined, received],
  ])('%s', (header, expected) => {
    expect(sentAt(writtenAt(header), received)).toBe(expected);
  });
});

describe('sent by a machine', () => {
  const of = (header: string) => isAutomatic(headOf(Buffer.from(header)));
  it.each([
    'Auto-Submitted: auto-replied; owner-email="a@b"',
    'Auto-Submitted: auto-generated',
    'Precedence: Bulk',
    'Return-Path: <>',
    'List-Id: News <news.shop.test>',
    'List-Unsubscribe: <mailto:leave@shop.test>',
    'X-Auto-Response-Suppress: OOF, AutoReply',
    'X-Autoreply: yes',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    'From: MAILER-DAEMON@mx.test',
    'Subject: Automatic reply: your order',
    'Subject: Out of Office: Anna',
    'Subject: Автоматический ответ: Заказ',
    'Subject: =?utf-8?B?0JDQstGC0L7QvtGC0LLQtdGC?=',
    'Subject: В отпуске до 15 ноября',
  ])('%s', (header) => {
    expect(of(header)).toBe(true);
  });
  it.each([
    'Auto-Submitted: no',
    'Precedence: first-class\nReturn-Path: <a@b>',
    'X-Auto-Response-Suppress: None',
    'Subject: Re: Out of office hours delivery',
    'Subject: Заказ, автоответчик не работает',
    'Subject: Новый офис в отпуске не был',
    'From: "mailer-daemon@mx.test" <maria@mail.test>',
  ])('not %s', (header) => {
    expect(of(header)).toBe(false);
  });
});

describe('own words', () => {
  it.each([
    ['plain quote', 'Yes.\n\n> old\n> older', 'Yes.'],
    ['answer below', 'On Mon, 2 Nov 2026 at 10:00, Shop <op@shop.test> wrote:\n> Will you come?\n\nYes, at six.', 'Yes, at six.'],
    ['folded introduction', 'Да\n\nOn Monday, 2 November 2026, the people of the Shop\n<op@shop.test> wrote:\n\nold text', 'Да'],
    ['Thunderbird', 'Да.\n\n02.11.2026 10:00, Магазин пишет:\n> старое', 'Да.'],
    ['mail.ru', 'Да.\n\n\nПонедельник, 2 ноября 2026, 10:00 +03:00 от Магазин <op@shop.test>:\nстарое +7 495 765-43-21', 'Да.'],
    ['Gmail', 'Да.\n\nпн, 2 нояб. 2026 г. в 09:58, Магазин <op@shop.test>:\n\n> старое', 'Да.'],
    ['Outlook', 'Да.\n\n-----Original Message-----\nFrom: Shop\nold', 'Да.'],
    ['Outlook in Russian', 'Да.\n\nОт: Магазин <op@shop.test>\nОтправлено: 2 ноября 2026 г. 9:00\nстарое', 'Да.'],
    ['nothing quoted', 'От вас жду ответа: когда?\nОтправлено с iPhone', 'От вас жду ответа: когда?\nОтправлено с iPhone'],
  ])('%s', (_, text, own) => {
    expect(ownText(text)).toBe(own);
  });
});

describe('text of a mail', () => {
  it('is the plain part, unless that only excuses itself', () => {
    expect(bodyText('Hello\r\n', '<b>Hello there</b>')).toBe('Hello');
    expect(bodyText('Your client does not support HTML.', '<p>The offer</p>')).toBe('The offer');
    expect(bodyText('', '<p>Only HTML</p>')).toBe('Only HTML');
    expect(bodyText(undefined, undefined)).toBe('');
  });

  it('reads HTML with its links and lists, without pictures and tricks', () => {
    expect(
      htmlToPlainText(
        '<p>See <a href="https://x.test/a?b=1&amp;c=2">the order</a>, <a href="https://x.test/">https://x.test/</a></p>',
      ),
    ).toBe('See the order (https://x.test/a?b=1&c=2), https://x.test/');
    expect(htmlToPlainText('<style>p{}</style><script>x</script><img src="cid:a" alt="logo"><p>a&nbsp;b</p><p>c\u200b</p>')).toBe(
      'a b\n\nc',
    );
  });
});

describe('references inside HTML', () => {
  const to = (cid: string) => (cid === 'a@b' || cid === 'a b' ? 'app://x' : undefined);
  it.each([
    ['<img src="cid:a@b">', '<img src="app://x">'],
    ["<img src='CID:a@b' />", "<img src='app://x' />"],
    ['<img src=cid:a@b>', '<img src=app://x>'],
    ['<img src="cid:a%40b">', '<img src="app://x">'],
    ['<td background="cid:a@b">', '<td background="app://x">'],
    ['<p style="background:url(cid:a@b)">', '<p style="background:url(app://x)">'],
    ['<p style="background:url(&quot;cid:a@b&quot;)">', '<p style="background:url(&quot;app://x&quot;)">'],
    ['<img src="cid:other">', '<img src="cid:other">'],
    ['<p>cid:a@b</p>', '<p>cid:a@b</p>'],
  ])('%s', (before, after) => {
    expect(rewriteCids(before, to)).toBe(after);
  });

  it.each([
    ['<img src="https://x.test/p.gif">', true],
    ['<img alt="a" src=//x.test/p.gif>', true],
    ['<img srcset="a.png 1x, https://x.test/b.png 2x">', true],
    ['<table background="http://x.test/b.png">', true],
    ['<div style="background-image: url(\'https://x.test/b.png\')">', true],
    ['<link rel="stylesheet" href="https://x.test/a.css">', true],
    ['<style>@import "https://x.test/a.css"</style>', true],
    ['<a href="https://x.test/">x</a>', false],
    ['<img src="cid:a"><img src="data:image/png;base64,AA">', false],
    ['<p>src="https://x.test"</p>', false],
  ])('%s fetches: %s', (html, remote) => {
    expect(hasRemoteContent(html)).toBe(remote);
  });

  it('are found in linear time', () => {
    const began = performance.now();
    hasRemoteContent('<a '.repeat(200_000));
    hasRemoteContent(`<img ${'srcset="'.repeat(100_000)}`);
    rewriteCids('src='.repeat(200_000), to);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('attachments', () => {
  it.each([
    ['Счёт № 12.pdf', 'application/pdf', 'Счёт № 12.pdf'],
    ['../../etc/passwd', 'text/plain', 'passwd'],
    ['C:\\Users\\me\\a.txt', 'text/plain', 'a.txt'],
    ['evil\u202efdp.exe', 'application/octet-stream', 'evilfdp.exe'],
    ['a\u0000\nb?.txt', 'text/plain', 'ab_.txt'],
    ['...', 'image/png', 'attachment-3.png'],
    [undefined, 'application/pdf', 'attachment-3.pdf'],
    [undefined, 'application/x-strange', 'attachment-3.bin'],
  ])('%j of %s is called %s', (name, mime, shown) => {
    expect(attachmentName(name, mime, 3)).toBe(shown);
  });

  it('keep their ending when the name is too long', () => {
    const name = attachmentName(`${'я'.repeat(300)}.docx`, 'application/msword', 1);
    expect(name).toHaveLength(120);
    expect(name.endsWith('.docx')).toBe(true);
    expect(Buffer.byteLength(name)).toBeLessThan(255);
  });

  it('have a kind', () => {
    expect(['image/png', 'audio/ogg', 'video/mp4', 'application/pdf', 'text/plain'].map(attachmentKind)).toEqual([
      'image',
      'audio',
      'video',
      'file',
      'file',
    ]);
  });
});

describe('references by Content-Location', () => {
  const to = (address: string) => (address === 'http://x.test/a/p.png' ? 'app://p' : undefined);
  it.each([
    ['<img src="p.png">', '<img src="app://p">'],
    ['<img src="/a/p.png">', '<img src="app://p">'],
    ['<img src="http://x.test/a/p.png">', '<img src="app://p">'],
    ['<a href="p.png">p.png</a>', '<a href="p.png">p.png</a>'],
    ['<img src="q.png"><img src="cid:p.png">', '<img src="q.png"><img src="cid:p.png">'],
  ])('%s', (before, after) => {
    expect(rewriteLocations(before, 'http://x.test/a/index.html', to)).toBe(after);
  });
});

describe('protection', () => {
  const of = (type: string, text = '') => protectionOf(partOf(Buffer.from(`Content-Type: ${type}`), undefined), text);
  it.each([
    ['multipart/signed; protocol="application/pgp-signature"', '', 'signed'],
    ['multipart/encrypted; protocol="application/pgp-encrypted"', '', 'encrypted'],
    ['application/pkcs7-mime; smime-type=enveloped-data', '', 'encrypted'],
    ['application/x-pkcs7-mime; smime-type=signed-data', '', 'signed'],
    ['application/pkcs7-mime', '', 'encrypted'],
    ['text/plain', '-----BEGIN PGP MESSAGE-----\nx', 'encrypted'],
    ['text/plain', '-----BEGIN PGP SIGNED MESSAGE-----\nx', 'signed'],
    ['text/plain', 'BEGIN PGP MESSAGE', undefined],
  ])('%s %j', (type, text, expected) => {
    expect(of(type, text)).toBe(expected);
  });
});
