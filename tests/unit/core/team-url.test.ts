import { describe, expect, test } from 'vitest';
import { isLoopback, readTeamUrl } from '../../../electron/core/team-url.ts';

const addressOf = (text: string) => {
  const outcome = readTeamUrl(text);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.address;
};
const messageOf = (text: string) => {
  const outcome = readTeamUrl(text);
  return outcome.ok ? 'ok' : outcome.message;
};

describe('readTeamUrl', () => {
  test('parts of an address, with what URLs escape', () => {
    expect(addressOf('postgres://anna:p%40ss%20w%C3%B6rd@db.acme.test:6432/through%20line')).toEqual({
      host: 'db.acme.test',
      port: 6432,
      user: 'anna',
      password: 'p@ss wörd',
      database: 'through line',
      tls: 'full',
    });
    expect(addressOf('postgresql://anna@[::1]/throughline')).toEqual({
      host: '::1',
      port: 5432,
      user: 'anna',
      database: 'throughline',
      tls: 'none',
    });
  });

  test('TLS is verified everywhere but on this machine', () => {
    const tls = (host: string, mode: string) => {
      const outcome = readTeamUrl(`postgres://a@${host}/d?sslmode=${mode}`);
      return outcome.ok ? outcome.address.tls : 'refused';
    };
    expect(
      ['', 'disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'nonsense'].map((mode) =>
        tls('db.acme.test', mode),
      ),
    ).toEqual(['full', 'refused', 'refused', 'refused', 'full', 'ca', 'full', 'refused']);
    expect(['', 'disable', 'prefer', 'require', 'verify-full'].map((mode) => tls('127.0.0.1', mode))).toEqual([
      'none',
      'none',
      'none',
      'full',
      'full',
    ]);
  });

  test('this machine is told by its address, not by a name that looks like one', () => {
    expect(['localhost', '127.0.0.1', '127.1.2.3', '::1'].map(isLoopback)).toEqual([true, true, true, true]);
    expect(['127.0.0.1.acme.test', 'localhost.acme.test', '128.0.0.1', '0.0.0.0'].map(isLoopback)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('a certificate authority may be named; "system" is what holds anyway', () => {
    expect(addressOf('postgres://a@h/d?sslrootcert=/etc/ca.pem').ca).toBe('/etc/ca.pem');
    expect(addressOf('postgres://a@h/d?sslrootcert=system').ca).toBeUndefined();
  });

  test.each([
    ['anna', /expected an address like/],
    ['https://a@h/d', /begins with postgres:\/\//],
    ['postgres://h/d', /a login, a host and a database/],
    ['postgres://a@h', /a login, a host and a database/],
    ['postgres://a@h/d?options=-c', /^options: expected one of sslmode/],
    ['postgres://a@db.acme.test/d?sslmode=disable', /^sslmode: expected verify-full, or verify-ca, for db.acme.test/],
  ])('%s', (text, words) => {
    expect(messageOf(text)).toMatch(words);
  });
});
