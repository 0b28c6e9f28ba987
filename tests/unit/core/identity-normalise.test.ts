import { describe, expect, test } from 'vitest';
import { normaliseContactPoint, normaliseEmail, normalisePhone } from '../../../electron/core/identity/normalise.ts';

describe('mail addresses', () => {
  test.each([
    [' Maria.K@Mail.Test ', 'maria.k@mail.test'],
    ['maria.k@mail.test.', 'maria.k@mail.test'],
    ['MAILTO:maria@mail.test', 'maria@mail.test'],
    ['maria+shop@mail.test', 'maria+shop@mail.test'],
    ['maria@localhost', 'maria@localhost'],
    ['"maria k"@mail.test', '"maria k"@mail.test'],
    ['Мария@Почта.рф', 'мария@почта.рф'],
    ['ｍａｒｉａ@mail.test', 'maria@mail.test'],
  ])('%j is %s', (value, key) => {
    expect(normaliseEmail(value)).toBe(key);
  });

  test.each([
    '',
    'maria',
    '@mail.test',
    'maria@',
    'maria@@mail.test',
    'ma ria@mail.test',
    'Maria <m@mail.test>',
    'm@mail..test',
    'm@-mail.test',
  ])('%j is none', (value) => {
    expect(normaliseEmail(value)).toBeUndefined();
  });

  test('a dot or a tag in the local part names another mailbox', () => {
    expect(normaliseEmail('m.aria@mail.test')).not.toBe(normaliseEmail('maria@mail.test'));
    expect(normaliseEmail('maria+a@mail.test')).not.toBe(normaliseEmail('maria@mail.test'));
  });

  test('too long for the protocol', () => {
    expect(normaliseEmail(`${'m'.repeat(65)}@mail.test`)).toBeUndefined();
  });
});

describe('phone numbers in Russia', () => {
  test.each([
    '+7 916 123-45-67',
    '+7(916)1234567',
    '8 (916) 123-45-67',
    '89161234567',
    '79161234567',
    '7 916 123 45 67',
    '9161234567',
    '916 123-45-67',
    '+8 916 123-45-67',
    '++79161234567',
    '0079161234567',
    '8.916.123.45.67',
    '8 916 123–45–67',
    '+7 916/123-45-67',
    '8 916 123-45-67/68',
    '8 916 123-45-67 доб. 12',
    '8 916 123-45-67 доб 12',
    '8 916 123-45-67, вн. 12',
    '+79161234567;ext=12',
    '+7 916 123-45-67 ext 5',
    '+7 916 123-45-67 x5',
    'tel:+79161234567',
    'Тел.: 8 916 123-45-67',
    '\u202A+7 916 123-45-67\u202C',
    '＋７９１６１２３４５６７',
    '+7\u00A0916\u00A0123-45-67',
  ])('%j', (value) => {
    expect(normalisePhone(value, 'RU')).toBe('+79161234567');
  });

  test('the country may be in small letters', () => {
    expect(normalisePhone('8 916 123-45-67', 'ru')).toBe('+79161234567');
  });
});

describe('phone numbers elsewhere', () => {
  test.each([
    ['020 7946 0958', 'GB', '+442079460958'],
    ['+44 20 7946 0958', 'RU', '+442079460958'],
    ['8 10 44 20 7946 0958', 'RU', '+442079460958'],
    ['(202) 555-0123', 'US', '+12025550123'],
    ['1-202-555-0123', 'US', '+12025550123'],
    ['0221/1234567', 'DE', '+492211234567'],
    ['8029 123-45-67', 'BY', '+375291234567'],
    ['050 123 45 67', 'UA', '+380501234567'],
    ['+7 701 123 45 67', 'RU', '+77011234567'],
    ['79161234567', 'US', '+79161234567'],
    ['+79161234567', 'ZZ', '+79161234567'],
  ])('%s in %s', (value, country, key) => {
    expect(normalisePhone(value, country)).toBe(key);
  });

  test('digits that a provider sends without the plus are international in any country', () => {
    for (const country of ['RU', 'DE', 'US', 'GB', 'ZZ']) {
      expect(normalisePhone('79161234567', country, 'international')).toBe('+79161234567');
      expect(normalisePhone('4915112345678', country, 'international')).toBe('+4915112345678');
      expect(normalisePhone('12025550123', country, 'international')).toBe('+12025550123');
    }
  });
});

test.each([
  '',
  '12',
  '1234567',
  'abc',
  '+',
  '()',
  'order 89161234567',
  '89161234567 Мария',
  '4276 1234 5678 9012',
  '8 916 123-45-6',
])('%j is no phone number', (value) => {
  expect(normalisePhone(value, 'RU')).toBeUndefined();
});

test('a number that names its country needs only a possible length', () => {
  expect(normalisePhone('+7 200 123-45-67', 'RU')).toBe('+72001234567');
  expect(normalisePhone('8 200 123-45-67', 'RU')).toBeUndefined();
});

test('a national number without a known country is none', () => {
  expect(normalisePhone('8 916 123-45-67', 'ZZ')).toBeUndefined();
});

test('each kind of contact point has its key', () => {
  expect(normaliseContactPoint('email', 'M@Mail.Test', 'RU')).toBe('m@mail.test');
  expect(normaliseContactPoint('phone', '8 916 123-45-67', 'RU')).toBe('+79161234567');
  expect(normaliseContactPoint('telegram', ' 123456789 ', 'RU')).toBe('123456789');
  expect(normaliseContactPoint('telegram', '  ', 'RU')).toBeUndefined();
});
