import { describe, expect, it } from 'vitest';
import { draftOf, effective, freeId, newDraft, problems, toConfig } from '../../../renderer/screens/channel-form/draft.ts';
import { passwordDraft } from '../../../renderer/screens/channel-form/oauth-draft.ts';
import { leavesMachine } from '../../../renderer/screens/channel-form/server-draft.ts';
import { withSecret } from '../../../renderer/screens/connections/secret.ts';
import { channelConfig } from '../../../shared/contract/provision.ts';

function typed() {
  const draft = newDraft('email', 'email');
  if (draft.kind !== 'email') throw new Error('an email draft');
  return { ...draft, address: 'support@acme.test', password: 'secret' };
}

function bot(token: string, apiRoot = '') {
  const draft = newDraft('telegram', 'telegram');
  if (draft.kind !== 'telegram') throw new Error('a bot draft');
  return { ...draft, token, apiRoot };
}

describe('channel form', () => {
  it('guesses servers, ports and user from the address', () => {
    expect(effective(typed())).toEqual({
      name: 'support@acme.test',
      user: 'support@acme.test',
      imapHost: 'imap.acme.test',
      imapPort: '993',
      smtpHost: 'smtp.acme.test',
      smtpPort: '465',
    });
  });
  it('lets the port follow the encryption, and the sending host the receiving one', () => {
    const draft = { ...typed(), imap: { host: '127.0.0.1', tls: 'starttls' as const, allowInsecure: false } };
    expect(effective(draft)).toMatchObject({ imapPort: '143', smtpHost: '127.0.0.1' });
  });
  it('makes a configuration that the engine accepts', () => {
    expect(problems(typed(), false)).toEqual({});
    expect(channelConfig.parse(toConfig(typed()))).toMatchObject({
      kind: 'email',
      smtp: { user: 'support@acme.test', password: 'secret' },
    });
    expect(channelConfig.parse(toConfig(bot('123:abc', 'http://127.0.0.1:9000/')))).toEqual({
      id: 'telegram',
      kind: 'telegram',
      name: 'Telegram',
      token: '123:abc',
      apiRoot: 'http://127.0.0.1:9000',
    });
  });
  it('names what is missing or wrong', () => {
    expect(problems(newDraft('email', 'e'), false)).toMatchObject({
      address: 'required',
      password: 'required',
      imapHost: 'required',
    });
    expect(problems({ ...typed(), address: 'nobody', importDays: '-1' }, false)).toMatchObject({
      address: 'badEmail',
      importDays: 'badDays',
    });
    expect(problems({ ...typed(), imap: { port: '99999', tls: 'none', allowInsecure: false } }, false)).toMatchObject({
      imapPort: 'badPort',
    });
    expect(problems(bot('abc', 'ftp://x'), false)).toEqual({
      token: 'badToken',
      apiRoot: 'badUrl',
    });
  });
  it('changes a channel without knowing its secrets', () => {
    const saved = channelConfig.parse({ ...toConfig(typed()), sentCopy: 'append', importDays: 30 });
    const { password: _, ...imap } = saved.kind === 'email' ? saved.imap : { password: '' };
    const shown = { ...saved, imap } as typeof saved;
    const draft = draftOf(shown);
    expect(problems(draft, true)).toEqual({});
    const again = toConfig(draft);
    expect(again).toMatchObject({ sentCopy: 'append', importDays: 30 });
    expect(JSON.stringify(again)).not.toContain('password');
  });
  it('asks a bot’s settings again as they are saved', () => {
    const saved = {
      id: 't',
      kind: 'telegram',
      name: 'Bot',
      apiRoot: 'http://10.0.0.1:8081',
      allowInsecure: true,
      localServer: true,
      groups: 'take',
    } as const;
    expect(toConfig(draftOf(channelConfig.parse(saved)))).toEqual(saved);
    const draft = draftOf(saved);
    if (draft.kind !== 'telegram') throw new Error('a bot');
    expect(toConfig({ ...draft, apiRoot: ' ', takesGroups: false })).toEqual({ id: 't', kind: 'telegram', name: 'Bot' });
  });
  it('finds an id that no channel has', () => {
    expect(freeId('email', [])).toBe('email');
    expect(freeId('email', ['email', 'email-2'])).toBe('email-3');
  });
  it('knows this machine from others', () => {
    for (const host of ['localhost', '127.0.0.1', '127.3.2.1', '::1']) expect(leavesMachine(host), host).toBe(false);
    for (const host of ['mail.acme.test', '10.0.0.1', 'localhost.evil.test']) expect(leavesMachine(host), host).toBe(true);
  });
});

describe('a new password', () => {
  it('goes to both servers when they share the user, and only to receiving when they do not', () => {
    const config = toConfig(typed());
    expect(withSecret(config, 'new')).toMatchObject({ imap: { password: 'new' }, smtp: { password: 'new' } });
    if (config.kind !== 'email') throw new Error('an email channel');
    const other = { ...config, smtp: { ...config.smtp, user: 'sender', password: 'own' } };
    expect(withSecret(other, 'new')).toMatchObject({ imap: { password: 'new' }, smtp: { password: 'own' } });
    expect(withSecret({ id: 't', kind: 'telegram', name: 'Bot' }, '1:x')).toMatchObject({ token: '1:x' });
  });
});

describe('a mailbox signed in to at its provider', () => {
  const google = () => ({ ...typed(), password: '', oauth: { ...passwordDraft, way: 'google' as const, clientId: ' id ' } });
  it('needs no password, and names the registration', () => {
    expect(problems(google(), false)).toEqual({});
    const config = channelConfig.parse(toConfig(google()));
    expect(config).toMatchObject({ oauth: { provider: 'google', clientId: 'id' } });
    expect(JSON.stringify(config)).not.toContain('password');
  });
  it('says what is missing of a provider nobody knows', () => {
    const draft = { ...typed(), oauth: { ...passwordDraft, way: 'custom' as const, tokenUrl: 'x' } };
    expect(problems(draft, false)).toEqual({
      clientId: 'required',
      scope: 'required',
      authorizationUrl: 'required',
      tokenUrl: 'badUrl',
    });
  });
  it('keeps what the form does not show, and what was chosen of folders', () => {
    const config = channelConfig.parse({
      ...toConfig(google()),
      aliases: ['sales@acme.test'],
      folders: ['INBOX', 'Orders'],
      follow: { seen: false, deletions: 'keep' },
      oauth: { provider: 'google', clientId: 'id', redirectPort: 4000 },
    });
    expect(toConfig(draftOf(config))).toEqual(config);
  });
});
