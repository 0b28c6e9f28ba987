import { describe, expect, it } from 'vitest';
import { readProvision } from '../../../electron/core/provision-text.ts';

const server = { host: '127.0.0.1', port: 143, tls: 'none', user: 'support', password: 'hush-hush' };
const mail = { id: 'mail', kind: 'email', name: 'Support', address: 'support@acme.test', imap: server, smtp: server };
const bot = { id: 'bot', kind: 'telegram', name: 'Bot', token: '1:t', apiRoot: 'http://127.0.0.1:9000' };

function refusal(file: unknown): string {
  const outcome = readProvision(typeof file === 'string' ? file : JSON.stringify(file));
  if (outcome.ok) throw new Error('The file was accepted.');
  return outcome.message;
}

describe('readProvision', () => {
  it('accepts what an administrator writes, with a byte order mark as some editors do', () => {
    const file = { workspace: { name: 'Acme', country: 'RU' }, agent: { name: 'Anna' }, channels: [mail, bot] };
    expect(readProvision(`\uFEFF${JSON.stringify(file)}`)).toEqual({ ok: true, value: file });
  });

  it.each([
    [{ channels: [{ ...mail, imap: { ...server, port: 0 } }] }, 'channels[0].imap.port: expected a whole number from 1 to 65535'],
    [
      { channels: [{ ...mail, imap: { ...server, port: '143' } }] },
      'channels[0].imap.port: expected a whole number from 1 to 65535',
    ],
    [
      { channels: [bot, { ...mail, smtp: { ...server, tls: 'ssl' } }] },
      'channels[1].smtp.tls: expected "none" or "starttls" or "implicit"',
    ],
    [{ channels: [{ ...mail, address: 'support' }] }, 'channels[0].address: expected an email address'],
    [{ channels: [{ ...bot, apiRoot: 'ftp://acme.test' }] }, 'channels[0].apiRoot: expected an http or https URL'],
    [{ channels: [{ ...bot, kind: 'fax' }] }, 'channels[0].kind: expected "email" or "telegram" or "asterisk" or "cloud-pbx"'],
    [{ channels: [{ ...bot, id: 'a b' }] }, 'channels[0].id: expected 1 to 64 letters, digits, dots, dashes or underscores'],
    [{ channels: [{ id: 'bot', kind: 'telegram' }] }, 'channels[0].name: missing, expected text of 1 to 120 characters'],
    [{ channels: bot }, 'channels: expected a list in [ ]'],
    [{ channels: [7] }, 'channels[0]: expected an object in { }'],
    [{ workspace: { country: 'ru' } }, 'workspace.country: expected an ISO 3166 code such as "RU"'],
    [{ agent: null }, 'agent: expected an object in { }'],
    [{ team: { url: 'mysql://anna@db/x' } }, 'team.url: expected an address that begins with postgres://'],
    [[], 'the file: expected an object in { }'],
  ])('names the place in %j', (file, message) => {
    expect(refusal(file)).toBe(message);
  });

  it('names a misspelt setting rather than the one it leaves missing', () => {
    const { port, ...rest } = server;
    const message = refusal({ channels: [{ ...mail, imap: { ...rest, prot: port } }] });
    expect(message).toBe(
      'channels[0].imap.prot: unknown setting, expected one of host, port, tls, user, password, allowInsecure, ca',
    );
  });

  it('refuses two channels of one id', () => {
    expect(refusal({ channels: [mail, bot, { ...bot, name: 'Other' }] })).toBe(
      'channels[2].id: expected an id of its own, channels[1] has "bot" already',
    );
  });

  it('gives line and column of what is not JSON', () => {
    expect(refusal('{\n  "channels": [\n  ],\n}')).toBe('line 4, column 1: expected valid JSON');
    expect(refusal('')).toBe('line 1, column 1: expected valid JSON');
  });

  it('never repeats a secret', () => {
    expect(refusal({ channels: [{ ...mail, imap: { ...server, port: 'hush-hush' } }] })).not.toContain('hush-hush');
  });
});
