import { describe, expect, it } from 'vitest';
import { requestOf } from '../../../electron/connectors/webhook-pbx/order.ts';
import { uis } from '../../../electron/connectors/webhook-pbx/providers/uis.ts';
import { addressAtProvider, type CloudDraft, chooseProvider } from '../../../renderer/screens/channel-form/cloud-draft.ts';
import { cloudProviders, manners, uisBodies, uisBody } from '../../../renderer/screens/channel-form/cloud-providers.ts';
import { draftOf, newDraft, problems, toConfig } from '../../../renderer/screens/channel-form/draft.ts';
import { type AsteriskDraft, effectiveAsterisk } from '../../../renderer/screens/channel-form/phone-draft.ts';
import { type ChannelConfig, channelConfig } from '../../../shared/contract/provision.ts';

function pbx(change: Partial<AsteriskDraft> = {}): AsteriskDraft {
  const draft = newDraft('asterisk', 'asterisk');
  if (draft.kind !== 'asterisk') throw new Error('an Asterisk');
  const ami = { ...draft.ami, host: 'pbx.acme.test' };
  return { ...draft, ami, user: 'throughline', secret: 's3cret', extension: '101', ...change };
}

function cloud(change: Partial<CloudDraft> = {}): CloudDraft {
  const draft = newDraft('cloud-pbx', 'cloud');
  if (draft.kind !== 'cloud-pbx') throw new Error('a PBX in the cloud');
  return { ...draft, name: 'Mango', secret: 'salt', ...change };
}

const full: ChannelConfig = {
  id: 'pbx',
  kind: 'asterisk',
  name: 'Head office',
  ami: { host: '10.0.0.5', port: 5038, tls: 'none', user: 'throughline', allowInsecure: true, ca: '/etc/ca.pem' },
  extension: '101',
  originateContext: 'internal',
  device: 'SIP/{extension}',
  internalDigits: 4,
  softphone: {
    url: 'ws://10.0.0.5:8088/ws',
    domain: '10.0.0.5',
    user: '101',
    allowInsecure: true,
    stun: ['stun:one.test:3478', 'stun:two.test:3478'],
  },
  queues: ['support', 'sales'],
  agents: [
    { extension: '101', agent: 'anna@acme.test' },
    { extension: '102', agent: 'oleg@acme.test', name: 'Oleg' },
  ],
  recordings: { path: '/mnt/pbx/monitor' },
  history: { url: 'http://10.0.0.5/cel', user: 'reader', allowInsecure: true },
};

describe('the form of an Asterisk', () => {
  it('follows the PBX and the extension with what nobody has typed', () => {
    expect(effectiveAsterisk(pbx())).toEqual({
      name: 'Asterisk',
      host: 'pbx.acme.test',
      port: '5039',
      phoneUrl: 'wss://pbx.acme.test:8089/ws',
      phoneDomain: 'pbx.acme.test',
      phoneUser: '101',
    });
    const open = pbx({ ami: { host: '127.0.0.1', tls: 'none', allowInsecure: false } });
    expect(effectiveAsterisk(open).port).toBe('5038');
  });
  it('makes the shortest configuration that says the same', () => {
    expect(problems(pbx(), false)).toEqual({});
    expect(channelConfig.parse(toConfig(pbx()))).toEqual({
      id: 'asterisk',
      kind: 'asterisk',
      name: 'Asterisk',
      ami: { host: 'pbx.acme.test', port: 5039, tls: 'implicit', user: 'throughline', secret: 's3cret' },
      extension: '101',
    });
  });
  it('changes nothing that was not touched', () => {
    expect(toConfig(draftOf(full))).toEqual(full);
    expect(problems(draftOf(full), true)).toEqual({});
  });
  it('takes the telephone with it only when it is wanted, and its password anew', () => {
    const draft = pbx({ hasPhone: true, phone: { password: '', allowInsecure: true, stun: '' } });
    expect(problems(draft, false)).toEqual({ phonePassword: 'required' });
    expect(toConfig({ ...draft, phone: { ...draft.phone, password: 'pw' } })).toMatchObject({
      softphone: { url: 'wss://pbx.acme.test:8089/ws', domain: 'pbx.acme.test', user: '101', password: 'pw' },
    });
    // What stands for an open line is not kept where the line is none.
    expect(toConfig(draft)).not.toHaveProperty('softphone.allowInsecure');
    expect(toConfig(pbx())).not.toHaveProperty('softphone');
  });
  it('says what is wrong with each line of who sits where, and leaves empty ones out', () => {
    const seats = [
      { extension: '101', agent: 'anna@acme.test' },
      { extension: '', agent: '' },
      { extension: '101', agent: 'oleg@acme.test' },
      { extension: '1 0', agent: 'vera@acme.test' },
      { extension: '104', agent: ' ' },
    ];
    expect(problems(pbx({ seats }), false)).toEqual({ seat2: 'twice', seat3: 'badExtension', seat4: 'required' });
    expect(toConfig(pbx({ seats: seats.slice(0, 2) }))).toMatchObject({
      agents: [{ extension: '101', agent: 'anna@acme.test' }],
    });
  });
  it('refuses what the engine would refuse', () => {
    const nowhere = { where: 'url', place: 'ftp://x', user: '', password: '', allowInsecure: false } as const;
    const wrong = pbx({ user: ' ', extension: 'a b', device: 'PJSIP/101', recordings: nowhere, secret: '' });
    expect(problems(wrong, false)).toEqual({
      user: 'required',
      secret: 'required',
      extension: 'badExtension',
      device: 'badDevice',
      recordings: 'badUrl',
    });
    expect(problems(wrong, true)).not.toHaveProperty('secret');
  });
});

describe('the form of a PBX in the cloud', () => {
  it('makes a configuration for each provider, with the order it documents', () => {
    for (const provider of cloudProviders) {
      const draft = {
        ...chooseProvider(cloud({ key: 'k', token: 't' }), provider),
        dials: manners[provider].order !== undefined,
      };
      const ready = { ...draft, orderBody: draft.orderBody.replace('VIRTUAL_NUMBER', '74950001122') };
      expect(problems(ready, false), provider).toEqual({});
      const config = channelConfig.parse(toConfig(ready));
      expect(draftOf(config), provider).toMatchObject({ provider, orderUrl: ready.orderUrl, orderBody: ready.orderBody });
      if (config.kind !== 'cloud-pbx' || config.originate === undefined) continue;
      const { url, method, body } = requestOf(config.originate, { number: '79161234567', extension: '12', id: 'x-1' }, config);
      expect(method, provider).toBe(provider === 'zadarma' ? 'GET' : 'POST');
      expect(`${url} ${body ?? ''}`).toContain('79161234567');
      if (provider === 'uis') expect(JSON.parse(body ?? '').params.employee).toEqual({ id: 12 });
    }
  });
  it('wants the own number where the order of the provider names it', () => {
    const draft = { ...chooseProvider(cloud(), 'uis'), dials: true };
    expect(problems(draft, false)).toEqual({ orderBody: 'badOrder' });
  });
  it('says what is to be entered at the provider, with the token where events are known by one', () => {
    const words = { outside: 'your-server', kept: 'the-saved-token' };
    expect(addressAtProvider(cloud(), words)).toBe('https://your-server/calls');
    const uisDraft = chooseProvider(cloud({ url: 'https://calls.acme.test/', path: '/uis', secret: 'a b' }), 'uis');
    expect(addressAtProvider(uisDraft, words)).toBe('https://calls.acme.test/uis?token=a%20b');
    expect(addressAtProvider({ ...uisDraft, secret: '' }, words)).toBe('https://calls.acme.test/uis?token=the-saved-token');
  });
  it('gives UIS bodies that become events here', () => {
    for (const each of uisBodies) {
      // As the service fills them in: texts in quotes.
      const filled = uisBody(each).replace(/\{\{(\w+)\}\}/g, (_, name: string) => JSON.stringify(samples[name] ?? 'x'));
      const note = { receivedAt: 5, path: '/uis', contentType: 'application/json', body: filled };
      expect(uis.read(note), each.event).toMatchObject([{ call: '77', at: 1_700_000_000_000 }]);
    }
  });
  it('changes nothing that was not touched', () => {
    const config: ChannelConfig = {
      id: 'cloud',
      kind: 'cloud-pbx',
      name: 'Own',
      provider: 'generic',
      listen: { host: '0.0.0.0', port: 8090, path: '/calls', url: 'https://calls.acme.test' },
      auth: 'token',
      apiRoot: 'https://api.acme.test',
      originate: { url: 'https://pbx.acme.test/{number}', method: 'PUT', headers: { a: 'b' }, idAt: 'id', allowInsecure: true },
      hangUp: { url: 'https://pbx.acme.test/{id}', method: 'DELETE' },
      extension: '101',
      agents: [{ extension: '101', agent: 'anna' }],
    };
    expect(toConfig(draftOf(config))).toEqual(config);
    expect(problems(draftOf(config), true)).toEqual({});
  });
});

const samples: Record<string, string> = {
  call_session_id: '77',
  notification_timestamp: '1700000000',
  file_link: 'https://uis.test/1.mp3',
  file_duration: '12',
  talk_time_duration: '7',
  direction: 'in',
};
