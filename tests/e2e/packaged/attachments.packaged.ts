import { origin } from '../../../electron/main/serve/route.ts';
import { expect, test } from './support/bench.ts';
import { departures } from './support/net-log.ts';

const page = '<!doctype html><html><body><script>top.ran&&top.ran(1);document.title="owned"</script><h1>OWNED</h1></body></html>';
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" onload="top.ran(2)" width="90" height="90"><script>top.ran(3)</script><text y="20">OWNED</text></svg>`;
const program = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(200)]);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** What is sent, under which name, and what the window says of it. */
const files = [
  { filename: 'invoice.pdf', contentType: 'application/pdf', content: program, shown: 'invoice.pdf', caution: /program/i },
  { filename: 'photo\u202egnp.exe', contentType: 'image/png', content: program, shown: 'photognp.exe', caution: /program/i },
  {
    filename: `report.pdf${' '.repeat(60)}.scr`,
    contentType: 'application/pdf',
    content: program,
    shown: '.scr',
    caution: /program/i,
  },
  {
    filename: 'contract.docx.js',
    contentType: 'application/msword',
    content: 'WScript.Echo(1)',
    shown: 'contract.docx.js',
    caution: /program/i,
  },
  { filename: 'scan.png', contentType: 'image/png', content: page, shown: 'scan.png', caution: /web page/i },
  { filename: 'logo.svg', contentType: 'image/svg+xml', content: drawing, shown: 'logo.svg', caution: /web page/i },
  { filename: 'drawing.png', contentType: 'image/png', content: drawing, shown: 'drawing.png', caution: /web page/i },
  { filename: 'letter.html', contentType: 'text/html', content: page, shown: 'letter.html', caution: /web page/i },
  { filename: 'film.mp4', contentType: 'video/mp4', content: page, shown: 'film.mp4', caution: /web page/i },
  { filename: 'voice.ogg', contentType: 'audio/ogg', content: program, shown: 'voice.ogg', caution: /program/i },
  {
    filename: 'archive.jpg',
    contentType: 'image/jpeg',
    content: Buffer.from('PK\x03\x04rest'),
    shown: 'archive.jpg',
    caution: /not what its name says/i,
  },
];

test('attachments with deceptive names and types are shown for what they are, and never as a page', async ({
  desk,
  servers,
  outside,
  trap,
}) => {
  const { mail, address } = servers;
  const attachments = files.map(({ filename, contentType, content }) => ({ filename, contentType, content }));
  const sound = { filename: 'photo.png', contentType: 'image/png', content: png };
  await mail.deliver({
    from: '"Мария" <maria@mail.test>',
    to: address,
    subject: 'Файлы',
    text: 'См. файлы',
    attachments: [...attachments, sound],
  });
  await desk.page.evaluate(() => Reflect.set(window, 'ran', () => Reflect.set(window, 'owned', true)));
  await desk.openCustomer('Мария');
  const item = desk.article(/^Email from Мария/);
  const rows = item.getByRole('listitem');
  await expect(rows).toHaveCount(files.length + 1);
  for (const { shown, caution } of files) {
    const row = rows.filter({ hasText: shown }).filter({ hasText: caution });
    await expect(row, shown).toHaveCount(1);
    await expect(row.getByRole('button', { name: /^Save / })).toBeVisible();
    await expect(row.locator('img, video, audio, iframe, object, embed')).toHaveCount(0);
  }
  // The ending is on the screen, not behind what was cut off.
  const long = rows
    .filter({ hasText: '.scr' })
    .locator('span', { hasText: /\.scr$/ })
    .last();
  const [end, around] = await Promise.all([long.boundingBox(), rows.filter({ hasText: '.scr' }).boundingBox()]);
  expect((end?.x ?? 0) + (end?.width ?? 0)).toBeLessThanOrEqual((around?.x ?? 0) + (around?.width ?? 0));
  const ivan = servers.telegram.user(78, { firstName: 'Иван' });
  ivan.sendDocument(program, { name: 'photo\u202egnp.exe', mime: 'image/png' });
  await desk.openCustomer('Иван');
  await expect(
    desk.timeline
      .getByRole('listitem')
      .filter({ hasText: 'photognp.exe' })
      .filter({ hasText: /program/i }),
  ).toHaveCount(1);
  await desk.openCustomer('Мария');
  // A picture that is one is one.
  const picture = item.getByRole('img', { name: /photo\.png/ });
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
  expect(await item.innerText()).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  expect(await desk.page.evaluate(() => [document.title === 'owned', 'owned' in window])).toEqual([false, false]);
  expect(outside.opened()).toEqual([]);
  await desk.app.close();
  expect(trap.connections()).toBe(0);
  expect(departures(desk.app.netLog)).toEqual({ urls: [], hosts: [], connections: [] });
});

test('a stored file asked for as a page is a download, whatever type the address claims', async ({ desk, servers }) => {
  const { mail, address } = servers;
  await mail.deliver({
    from: '"Мария" <maria@mail.test>',
    to: address,
    subject: 'Файл',
    html: '<p>Файл</p>',
    attachments: [{ filename: 'x.html', contentType: 'text/html', content: page }],
  });
  await desk.openCustomer('Мария');
  const saves = desk.article(/^Email from Мария/).getByRole('listitem');
  await expect(saves).toHaveCount(1);
  const hash = await desk.page.evaluate(async (text) => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }, page);
  const types = [
    'text/html',
    'image/svg+xml',
    'image/png',
    'application/xhtml+xml',
    'text/xml',
    'application/pdf',
    'multipart/related',
    '',
  ];
  const answers = await desk.page.evaluate(
    async ({ hash, types }) =>
      Promise.all(
        types.map(async (type) => {
          const { status, headers } = await fetch(`/file/${hash}?type=${encodeURIComponent(type)}`);
          return [status, headers.get('Content-Type'), headers.get('Content-Disposition'), headers.get('X-Content-Type-Options')];
        }),
      ),
    { hash, types },
  );
  expect(answers).toEqual(types.map(() => [200, 'application/octet-stream', 'attachment', 'nosniff']));
  const framed = await desk.page.evaluate(async (address) => {
    const frame = Object.assign(document.createElement('iframe'), { src: address });
    document.body.append(frame);
    // A download leaves the frame as it was; the page's own answer afterwards comes later than a page would have.
    await fetch('/index.html');
    await new Promise(requestAnimationFrame);
    return frame.contentDocument?.body?.innerText ?? '';
  }, `${origin}/file/${hash}?type=text/html`);
  expect(framed).toBe('');
});
