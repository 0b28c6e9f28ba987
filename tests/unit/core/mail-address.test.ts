import { describe, expect, test } from 'vitest';
import { parseMailAddress, parseMailAddresses } from '../../../electron/core/mail-address.ts';

describe('an address as people type it', () => {
  test.each([
    ['maria@mail.test', { address: 'maria@mail.test' }],
    ['  Мария К. <maria@mail.test> ', { name: 'Мария К.', address: 'maria@mail.test' }],
    ['"К., Мария" <maria@mail.test>', { name: 'К., Мария', address: 'maria@mail.test' }],
    ['<maria@mail.test>', { address: 'maria@mail.test' }],
    ['"Maria \\"M\\" K" <maria@mail.test>', { name: 'Maria "M" K', address: 'maria@mail.test' }],
    ['иван@почта.рф', { address: 'иван@почта.рф' }],
    ['a@b.test\r\nBcc: x@y.test', undefined],
    ['maria', undefined],
    ['maria@', undefined],
    ['Maria <not an address>', undefined],
    ['a@b.test, c@d.test', undefined],
    ['', undefined],
  ])('%s', (typed, expected) => {
    expect(parseMailAddress(typed)).toEqual(expected);
  });

  test('a name cannot carry a further header', () => {
    expect(parseMailAddress('Eve\r\nBcc: x@y.test <a@b.test>')?.name).toBe('Eve  Bcc: x@y.test');
  });

  test('a list has each address once and names what is none', () => {
    expect(parseMailAddresses(['A <a@b.test>', ' ', 'a@B.test', 'nobody'])).toEqual({
      addresses: [{ name: 'A', address: 'a@b.test' }],
      wrong: ['nobody'],
    });
  });
});
