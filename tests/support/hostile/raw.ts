/** A whole hostile message as it comes over the wire, from a sender of its own. */
export type RawMail = { name: string; sender: string; raw: Buffer };

type Part = { type: string; body: string | Buffer; headers?: string };

/**
 * Messages whose encoding, structure or labels are the trick; each would run a script or reach the trap if it were shown
 * carelessly.
 *
 * @param trap origin of the server that counts
 * @param to the mailbox they are sent to
 */
export function hostileRaw(trap: string, to: string): RawMail[] {
  const script = '<script>top.ran(1)</script><img src=x: onerror=top.ran(2)>';
  const page = `<p>words</p>${script}<img src="${trap}/left/raw.png"><link rel=preconnect href="${trap}">`;
  const html = (body: string | Buffer, charset = 'utf-8', encoding = '8bit'): Part => ({
    type: `text/html; charset=${charset}`,
    body,
    headers: `Content-Transfer-Encoding: ${encoding}\r\n`,
  });
  const seven = page.replaceAll('<', '+ADw-').replaceAll('>', '+AD4-').replaceAll('"', '+ACI-');
  const wide = Buffer.from(`\ufeff${page}`, 'utf16le');
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" onload="top.ran(3)">${script}<image href="${trap}/left/drawing.png"/></svg>`;
  const messages: ReadonlyArray<readonly [name: string, ...parts: Part[]]> = [
    ['plain', html(page)],
    ['UTF-7', html(seven, 'utf-7', '7bit')],
    ['UTF-7 that is called UTF-8', html(seven)],
    ['UTF-16 in base64', html(wrapped(wide), 'utf-16', 'base64')],
    [
      'quoted-printable',
      html(
        page.replace(/[=<>]/g, (letter) => `=${letter.charCodeAt(0).toString(16).toUpperCase()}`),
        'utf-8',
        'quoted-printable',
      ),
    ],
    ['base64 that is broken', html(`${wrapped(Buffer.from(page))}\r\n***not base64***`, 'utf-8', 'base64')],
    ['a charset nobody knows', html(page, 'x-nobody')],
    ['a charset of two bytes', html(page, 'iso-2022-cn-ext')],
    ['XHTML', { type: 'application/xhtml+xml', body: `<html xmlns="http://www.w3.org/1999/xhtml"><body>${page}</body></html>` }],
    ['enriched text', { type: 'text/enriched', body: page }],
    ['plain text that is a page', { type: 'text/plain; charset=utf-8', body: `<html>${page}</html>` }],
    ['two bodies', { type: 'text/plain', body: 'words' }, html(page)],
    [
      'a drawing in place',
      html(`<p>words</p><img src="cid:d@x"><object data="cid:d@x"></object>`),
      { type: 'image/svg+xml', body: drawing, headers: 'Content-ID: <d@x>\r\nContent-Disposition: inline\r\n' },
    ],
    [
      'a page in place of a picture',
      html(`<p>words</p><img src="cid:p@x"><iframe src="cid:p@x"></iframe>`),
      { type: 'text/html', body: page, headers: 'Content-ID: <p@x>\r\nContent-Disposition: inline\r\n' },
    ],
    [
      'a base that leads away',
      html(page),
      { type: 'text/html', body: page, headers: `Content-Location: ${trap}/left/location.html\r\n` },
    ],
    [
      'a body that lies elsewhere',
      { type: `message/external-body; access-type=URL; URL="${trap}/left/external"`, body: 'Content-Type: text/html\r\n\r\n' },
      html(page),
    ],
    [
      'a message in a message',
      { type: 'message/rfc822', body: `From: x@mail.test\r\nContent-Type: text/html\r\n\r\n${page}` },
      html(page),
    ],
  ];
  return messages.map(([name, ...parts], n) => {
    const sender = `hostile-${String(n).padStart(2, '0')}`;
    return { name, sender, raw: message(sender, to, parts, trap) };
  });
}

function message(sender: string, to: string, parts: readonly Part[], trap: string): Buffer {
  const boundary = `of-${sender}`;
  const bodies = parts.flatMap(({ type, body, headers = '' }) => [
    Buffer.from(`--${boundary}\r\nContent-Type: ${type}\r\n${headers}\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]);
  const head = [
    `From: ${sender} <${sender}@mail.test>`,
    `To: ${to}`,
    `Subject: <script>top.ran(4)</script><img src=${trap}/left/subject.png>`,
    `Message-ID: <${sender}@mail.test>`,
    `Date: Fri, 20 Nov 2026 10:00:00 +0000`,
    `Disposition-Notification-To: <tracker@mail.test>`,
    `Face: ${'A'.repeat(20)}`,
    `X-Image-URL: ${trap}/left/face.png`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/${parts.length > 1 ? 'related' : 'mixed'}; boundary=${boundary}`,
    '',
    '',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head), ...bodies, Buffer.from(`--${boundary}--\r\n`)]);
}

function wrapped(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
}
