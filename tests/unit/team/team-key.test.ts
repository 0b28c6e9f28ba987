import { describe, expect, test } from 'vitest';
import { keyId, newTeamKey, openBox, openSecrets, sealBox, sealSecrets } from '../../../electron/team/team-key.ts';

describe('the box with the team key', () => {
  test('opens with the login and the password it was sealed with, and with nothing else', async () => {
    const key = newTeamKey();
    const box = await sealBox(key, 'anna', 'пароль');
    expect(await openBox(box, 'anna', 'пароль')).toEqual(Buffer.from(key));
    expect(await openBox(box, 'anna', 'Пароль')).toBeUndefined();
    expect(await openBox(box, 'boris', 'пароль')).toBeUndefined();
    expect(await openBox(`${box.slice(0, -6)}AAAA==`, 'anna', 'пароль')).toBeUndefined();
    expect(await openBox('plain', 'anna', 'пароль')).toBeUndefined();
  });

  test('a password is the same however its letters are put together', async () => {
    const key = newTeamKey();
    expect(await openBox(await sealBox(key, 'anna', 'é'), 'anna', 'é')).toEqual(Buffer.from(key));
  });

  test('two boxes of one key have nothing in common, and its id tells it apart', async () => {
    const key = newTeamKey();
    const [a, b] = [await sealBox(key, 'anna', 'x'), await sealBox(key, 'anna', 'x')];
    expect(a.split('$').at(-1)).not.toBe(b.split('$').at(-1));
    expect(keyId(key)).toBe(keyId(Uint8Array.from(key)));
    expect(keyId(key)).not.toBe(keyId(newTeamKey()));
  });
});

describe('secrets of a channel', () => {
  test('open under the same key and channel alone', () => {
    const key = newTeamKey();
    const sealed = sealSecrets(key, 'acme-bot', { token: 'secret' });
    expect(sealed).not.toContain('secret');
    expect(openSecrets(key, 'acme-bot', sealed)).toEqual({ token: 'secret' });
    expect(() => openSecrets(key, 'other-bot', sealed)).toThrow();
    expect(() => openSecrets(newTeamKey(), 'acme-bot', sealed)).toThrow();
    const bytes = Buffer.from(sealed, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => openSecrets(key, 'acme-bot', bytes.toString('base64'))).toThrow();
  });
});
