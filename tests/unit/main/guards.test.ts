import type { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { mayNavigate, mayOpenOutside } from '../../../electron/main/addresses.ts';
import { safeFileName } from '../../../electron/main/file-name.ts';
import { networkSignature } from '../../../electron/main/network-signature.ts';

describe('mayOpenOutside', () => {
  it.each(['https://a.test/x', 'http://a.test', 'mailto:a@b.test', 'tel:+79160000000', 'HTTPS://a.test'])(
    'hands over %s',
    (address) => {
      expect(mayOpenOutside(address)).toBe(true);
    },
  );

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'ms-msdt:/x', 'smb://a/b', 'app://throughline/', 'a.test', '', 7, null])(
    'keeps %j',
    (address) => {
      expect(mayOpenOutside(address)).toBe(false);
    },
  );
});

describe('mayNavigate', () => {
  it('lets a frame show a mail or a file, and nothing else', () => {
    expect(mayNavigate('app://throughline/mail/x', false)).toBe(true);
    expect(mayNavigate('app://throughline/file/x', false)).toBe(true);
    for (const address of ['https://a.test/', 'app://throughline/', 'app://throughline.evil/mail/x', 'data:text/html,x']) {
      expect(mayNavigate(address, false)).toBe(false);
    }
  });

  it('lets no page go anywhere', () => {
    expect(mayNavigate('app://throughline/mail/x', true)).toBe(false);
  });
});

describe('safeFileName', () => {
  it.each([
    ['Счёт №5.pdf', 'Счёт №5.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\C:\\x.exe', '_.._C__x.exe'],
    ['a\u0000b\n.txt', 'a_b_.txt'],
    ['...', 'file'],
    ['', 'file'],
    ['name. ', 'name'],
    ['photo\u202egnp.exe', 'photognp.exe'],
  ])('%j is saved as %j', (name, expected) => {
    expect(safeFileName(name)).toBe(expected);
  });

  it('shortens an endless one and keeps its extension', () => {
    const name = safeFileName(`${'x'.repeat(400)}.jpeg`);
    expect(name).toHaveLength(150);
    expect(name.endsWith('x.jpeg')).toBe(true);
  });
});

describe('networkSignature', () => {
  const address = (text: string, internal = false) =>
    ({ address: text, internal, family: 'IPv4', netmask: '', mac: '', cidr: null }) as const;
  const sign = (interfaces: ReturnType<typeof networkInterfaces>, online = true) => networkSignature(interfaces, online);

  it('is the same for the same addresses in another order, and blind to the machine’s inner ones', () => {
    expect(sign({ a: [address('10.0.0.1')], b: [address('10.0.0.2')] })).toBe(
      sign({ b: [address('10.0.0.2')], a: [address('10.0.0.1')] }),
    );
    expect(sign({ lo: [address('127.0.0.1', true)] })).toBe(sign({}));
  });

  it('differs when an address changes or the connection goes', () => {
    const before = sign({ a: [address('10.0.0.1')] });
    expect(sign({ a: [address('10.0.0.9')] })).not.toBe(before);
    expect(sign({ a: [address('10.0.0.1')] }, false)).not.toBe(before);
  });
});
