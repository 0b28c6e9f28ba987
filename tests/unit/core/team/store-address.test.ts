import { expect, test } from 'vitest';
import { readStoreAddress } from '../../../../electron/core/team/store-address.ts';

test.each([
  ['https://s3.acme.test/files', 'https://s3.acme.test/files'],
  ['https://s3.acme.test:9000/files/team/', 'https://s3.acme.test:9000/files/team'],
  ['https://files.s3.eu-central-1.amazonaws.com', 'https://files.s3.eu-central-1.amazonaws.com'],
  ['http://127.0.0.1:9000/files', 'http://127.0.0.1:9000/files'],
  ['http://[::1]:9000/files', 'http://[::1]:9000/files'],
])('%s', (text, url) => {
  expect(readStoreAddress(text)).toEqual({ ok: true, address: { url } });
});

test('a region is kept', () => {
  expect(readStoreAddress('https://s3.acme.test/files', 'eu-central-1')).toMatchObject({ address: { region: 'eu-central-1' } });
});

test.each([
  ['files', 'expected an address like https://s3.acme.test/bucket'],
  ['http://s3.acme.test/files', 'expected an address that begins with https://, since s3.acme.test is not this machine'],
  ['s3://files', 'expected an address that begins with https://, since files is not this machine'],
  ['https://id:secret@s3.acme.test/files', 'expected no key in it; give it with --s3-key and --password-stdin'],
  ['https://s3.acme.test/files?x=1', 'expected nothing after the bucket and its folder'],
  ['https://s3.acme.test/', 'expected the bucket in it, like https://s3.acme.test/bucket'],
  ['http://127.0.0.1:9000', 'expected the bucket in it, like https://s3.acme.test/bucket'],
  ['https://s3.acme.test/мы', 'expected letters, digits, dots, dashes and slashes in its path'],
])('%s is none', (text, message) => {
  expect(readStoreAddress(text)).toEqual({ ok: false, message });
});

test('a region that is none', () => {
  expect(readStoreAddress('https://s3.acme.test/files', 'Europe!')).toEqual({
    ok: false,
    message: 'region: expected one like eu-central-1',
  });
});
