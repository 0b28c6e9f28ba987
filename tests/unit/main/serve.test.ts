import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler, storedPath } from '../../../electron/main/serve/handler.ts';
import { mailPage, plainPage } from '../../../electron/main/serve/mail-page.ts';
import { byteRange } from '../../../electron/main/serve/range.ts';
import { route } from '../../../electron/main/serve/route.ts';
import { createSuspects } from '../../../electron/main/serve/suspects.ts';

const hash = 'ab'.repeat(32);
const other = 'ba'.repeat(32);

describe('route', () => {
  it.each([
    ['app://throughline/', { kind: 'page', path: 'index.html' }],
    ['app://throughline/assets/index-1.js', { kind: 'page', path: 'assets/index-1.js' }],
    ['app://throughline/problem', { kind: 'problem' }],
    [`app://throughline/mail/${hash}?remote=1`, { kind: 'mail', hash, remote: true, dark: false }],
    [`app://throughline/mail/${hash}?remote=true`, { kind: 'mail', hash, remote: false, dark: false }],
    [`app://throughline/mail/${hash}?remote=0&dark=1`, { kind: 'mail', hash, remote: false, dark: true }],
    [`app://throughline/source/${hash}`, { kind: 'source', hash }],
    [`app://throughline/file/${hash}?type=image%2Fpng&name=%D1%84.png`, { kind: 'file', hash, type: 'image/png', name: 'ф.png' }],
  ])('reads %s', (address, expected) => {
    expect(route(address)).toEqual(expected);
  });

  it.each([
    'app://elsewhere/index.html',
    'https://throughline/index.html',
    'app://throughline.evil/x',
    'app://throughline/%2e%2e%2fpackage.json',
    'app://throughline/a/..%5c..%5csecret',
    'app://throughline/C:%5csecret',
    'app://throughline/.env',
    'app://throughline/%00',
    'app://throughline/%ff',
    `app://throughline/file/${hash.toUpperCase()}`,
    `app://throughline/file/${hash}/more`,
    'app://throughline/mail/short',
  ])('knows nothing of %s', (address) => {
    expect(route(address)).toEqual({ kind: 'none' });
  });
});

describe('byteRange', () => {
  it.each([
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-5', { start: 95, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-3', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['bytes=-', 'whole'],
    ['lines=1-2', 'whole'],
    [null, 'whole'],
  ])('%s of 100 bytes', (header, expected) => {
    expect(byteRange(header, 100)).toEqual(expected);
  });
});

describe('handler', () => {
  const home = mkdtempSync(join(tmpdir(), 'throughline-serve-'));
  const files = join(home, 'files');
  const suspects = createSuspects(() => 0);
  const handle = createHandler({
    renderer: join(home, 'renderer'),
    files,
    phoneSocket: () => 'wss://pbx.acme.test:8089',
    problemPage: () => '<p>problem</p>',
    suspects,
    suspectNotice: () => 'Only words.',
  });
  const ask = (path: string, init?: RequestInit) => handle(new Request(`app://throughline/${path}`, init));

  beforeAll(() => {
    const page = join(home, 'renderer', 'index.html');
    for (const path of [page, storedPath(files, hash), storedPath(files, other)]) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(page, '<h1>Inbox</h1>');
    writeFileSync(storedPath(files, hash), '<p>0123456789</p>');
    writeFileSync(join(home, 'outside.txt'), 'secret');
  });
  afterAll(() => rmSync(home, { recursive: true }));

  it('serves the window with a policy that runs nothing inline', async () => {
    const response = await ask('');
    expect(await response.text()).toBe('<h1>Inbox</h1>');
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'; script-src 'self';/);
  });

  it('serves a mail without script, and with the network only where it was allowed', async () => {
    const closed = await ask(`mail/${hash}?remote=0`);
    const policy = closed.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain('sandbox allow-same-origin');
    expect(policy).not.toMatch(/script-src|https?:/);
    expect(await closed.text()).toMatch(/^<!doctype html>[\s\S]*<p>0123456789<\/p>$/);
    const open = await ask(`mail/${hash}?remote=1`);
    expect(open.headers.get('Content-Security-Policy')).toContain('img-src app: data: https: http:;');
  });

  it('shows pictures, and hands out anything that could run as a download without a type', async () => {
    const type = async (claimed: string, bytes: string | Uint8Array) => {
      writeFileSync(storedPath(files, other), bytes);
      const { headers } = await ask(`file/${other}?type=${encodeURIComponent(claimed)}&name=x`);
      return [
        headers.get('Content-Type'),
        headers.get('Content-Disposition')?.split(';')[0],
        headers.get('X-Content-Type-Options'),
      ];
    };
    expect(await type('image/PNG', Buffer.from('89504e470d0a1a0a', 'hex'))).toEqual(['image/png', 'inline', 'nosniff']);
    expect(await type('audio/ogg', '#!/bin/sh')).toEqual(['application/octet-stream', 'attachment', 'nosniff']);
    expect(await type('audio/mpeg', Buffer.from('fffb9064', 'hex'))).toEqual(['audio/mpeg', 'inline', 'nosniff']);
    expect(await type('application/pdf', '%PDF-1.4')).toEqual(['application/pdf', 'inline', 'nosniff']);
    for (const claimed of ['text/html', 'image/svg+xml', 'image/svg', 'application/xhtml+xml', 'image/png\r\nX: y', '']) {
      expect(await type(claimed, 'words')).toEqual(['application/octet-stream', 'attachment', 'nosniff']);
    }
    for (const bytes of ['<html><script>1</script>', '<svg xmlns="x"/>', 'MZ\x90\0', '%PDF-1.4', 'PK\x03\x04']) {
      expect(await type('image/png', bytes)).toEqual(['application/octet-stream', 'attachment', 'nosniff']);
    }
    expect(await type('application/pdf', 'MZ\x90\0')).toEqual(['application/octet-stream', 'attachment', 'nosniff']);
  });

  it('sends a part of a file', async () => {
    const part = await ask(`file/${hash}?type=audio/ogg`, { headers: { Range: 'bytes=3-5' } });
    expect([part.status, part.headers.get('Content-Range'), await part.text()]).toEqual([206, 'bytes 3-5/17', '012']);
    const beyond = await ask(`file/${hash}?type=audio/ogg`, { headers: { Range: 'bytes=17-' } });
    expect([beyond.status, beyond.headers.get('Content-Range')]).toEqual([416, 'bytes */17']);
  });

  it('encodes a file name that could break the header', async () => {
    const { headers } = await ask(`file/${hash}?name=${encodeURIComponent('счёт "1";\r\n.pdf')}`);
    expect(headers.get('Content-Disposition')).toBe(
      "attachment; filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82%20%221%22%3B%0D%0A.pdf",
    );
  });

  it('answers 404 for what is not there, 405 for what it does not do', async () => {
    const missing = await Promise.all(
      ['outside.txt', '..%2foutside.txt', `mail/${'cd'.repeat(32)}`, 'assets'].map((path) => ask(path)),
    );
    expect(missing.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await ask('', { method: 'POST' })).status).toBe(405);
  });

  it('shows the words alone of a mail over which the window broke down', async () => {
    await ask(`mail/${hash}?remote=1`);
    suspects.accuse();
    const plain = await ask(`mail/${hash}?remote=1`);
    expect(await plain.text()).toMatch(/<strong>Only words\.<\/strong><\/p><pre>0123456789<\/pre>$/);
    expect(plain.headers.get('Content-Security-Policy')).not.toMatch(/https?:/);
  });
});

describe('mailPage', () => {
  const body = (html: string) => mailPage(html).split('</style>\n')[1];

  it('takes away what connects, hints or stalls, in any spelling', () => {
    expect(
      body(
        '<link rel=preconnect href=//a><LINK/x><Meta\n><template><marquee>x</marquee><use href="#a"/><iframe srcdoc=x></iframe><link',
      ),
    ).toBe(
      '<x-link rel=preconnect href=//a><x-LINK/x><x-Meta\n><x-template><x-marquee>x</x-marquee><x-use href="#a"/><x-iframe srcdoc=x></x-iframe><x-link',
    );
  });

  it('leaves everything else as it came', () => {
    const html = '<p>&lt;link&gt; <linker> <metal> <a href="x">link</a> <user> Привет</p>';
    expect(body(html)).toBe(html);
  });
});

describe('plainPage', () => {
  it('keeps words and lines, and no markup', () => {
    const page = plainPage(
      '<style>p{}</style><p>Один &amp; два</p><!-- x --><br>три<script>x()</script><img onerror=1',
      'Notice.',
    );
    expect(page).toMatch(/<pre>Один &amp; два\nтри<\/pre>$/);
  });

  it('has no way out of its words', () => {
    const words = plainPage('<<b>img src=x onerror=1> </pre><script>1</script> <a\n<p>', 'Notice.').split('<pre>')[1] ?? '';
    expect(words.replace(/<\/pre>$/, '')).not.toContain('<');
  });
});

describe('suspects', () => {
  it('are the mails shown within the last minute before a breakdown', () => {
    let now = 0;
    let told = 0;
    const suspects = createSuspects(
      () => now,
      () => {
        told += 1;
      },
    );
    suspects.shown('old');
    now = 61_000;
    suspects.shown('new');
    expect([suspects.has('old'), suspects.has('new')]).toEqual([false, false]);
    suspects.accuse();
    expect([suspects.has('old'), suspects.has('new'), told]).toEqual([false, true, 2]);
  });
});
