import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cloudPbxConnector } from '../../electron/connectors/webhook-pbx/connector.ts';
import { ConnectorError, type InboundCall } from '../../shared/contract/connector.ts';
import type { CloudPbxChannelConfig } from '../../shared/contract/provision.ts';
import { freePorts } from '../servers/mail/process.ts';
import { cloudChannel, cloudServer, post, type Sent, secret } from '../support/cloud-pbx.ts';
import { Recorder } from './recorder.ts';
import { tempFiles } from './temp-files.ts';

/**
 * What the suite of telephony asks of a connector that logs in somewhere is here asked of one that is called: nobody refuses our
 * secret, we refuse theirs; what happens while we are away is the provider's to tell again.
 */
const never = new AbortController().signal;
const at = 1_700_000_000_000;
const ring = { call: 'c1', event: 'ring', at, direction: 'in', number: '+79161234567', extension: '101' };
const end = { call: 'c1', event: 'end', at: at + 9000 };

let port: number;
let files: Awaited<ReturnType<typeof tempFiles>>;
let recorder: Recorder<CloudPbxChannelConfig>;
let lives: Array<{ stop: AbortController; done: Promise<unknown> }>;
let server: Awaited<ReturnType<typeof cloudServer>> | undefined;

beforeEach(async () => {
  [[port = 0], files] = await Promise.all([freePorts(1), tempFiles()]);
  recorder = new Recorder(cloudPbxConnector, files);
  lives = [];
});
afterEach(async () => {
  await Promise.all(lives.map(stopped));
  await server?.stop();
  server = undefined;
  await files.remove();
});

async function start(more: Partial<CloudPbxChannelConfig> = {}) {
  const times = recorder.timesOnline;
  const session = cloudPbxConnector.open(recorder.context(cloudChannel(port, more)));
  const stop = new AbortController();
  const done = session.run(stop.signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  const life = { session, stop, done };
  lives.push(life);
  await Promise.race([recorder.watch.until(() => (recorder.timesOnline > times ? true : undefined)), done]);
  return life;
}

async function stopped(life: { stop: AbortController; done: Promise<unknown> }): Promise<unknown> {
  life.stop.abort();
  return life.done;
}

const calls = (): InboundCall[] => recorder.events.filter((event) => event.type === 'call');

describe('Beeline', () => {
  test('is asked to tell, again when it says that it tells no more, and no longer when nobody listens', async () => {
    let subscriptions = 0;
    server = await cloudServer((request, _body, response) => {
      if (request.method === 'PUT') subscriptions += 1;
      response.end(request.method === 'PUT' ? JSON.stringify({ subscriptionId: `s${subscriptions}`, expires: 3600 }) : '{}');
    });
    const asked = () => server?.asked.map(({ method, url }) => `${method} ${url}`) ?? [];
    const listen = { port, path: '/calls', url: 'https://calls.acme.test' };
    const life = await start({ provider: 'beeline', token: 't0ken', apiRoot: server.url, listen });
    expect(asked()).toEqual(['PUT /apis/portal/subscription']);
    expect(server.asked[0]).toMatchObject({ headers: { 'x-mpbx-api-auth-token': 't0ken' } });
    expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({
      expires: 86_400,
      subscriptionType: 'BASIC_CALL',
      url: `https://calls.acme.test/calls?token=${encodeURIComponent(secret)}`,
    });
    const ended = (id: string): Sent => ({
      path: `/calls?token=${encodeURIComponent(secret)}`,
      body: `<xsi:Event xmlns:xsi="http://schema.broadsoft.com/xsi" xmlns:xsi1="http://www.w3.org/2001/XMLSchema-instance"><xsi:subscriptionId>${id}</xsi:subscriptionId><xsi:eventData xsi1:type="xsi:SubscriptionTerminatedEvent"/></xsi:Event>`,
    });
    expect(await post(port, {}, ended('another'))).toBe(200);
    expect(await post(port, {}, ended('s1'))).toBe(200);
    await expect
      .poll(asked)
      .toEqual([
        'PUT /apis/portal/subscription',
        'PUT /apis/portal/subscription',
        'DELETE /apis/portal/subscription?subscriptionId=s1',
      ]);
    expect(await stopped(life)).toBeUndefined();
    expect(asked().at(-1)).toBe('DELETE /apis/portal/subscription?subscriptionId=s2');
  });

  test('says so when it refuses the token, and when it cannot be reached', async () => {
    server = await cloudServer((_request, _body, response) => {
      response.writeHead(403).end('{"errorCode":"AuthTokenNotFoundInRequest"}');
    });
    const listen = { port, path: '/calls', url: 'https://calls.acme.test' };
    const refused = await start({ provider: 'beeline', token: 'wrong', apiRoot: server.url, listen });
    expect(await refused.done).toMatchObject({ kind: 'auth', problem: { code: 'auth' } });
    const away = await start({ provider: 'beeline', token: 't0ken', apiRoot: 'http://127.0.0.1:1', listen });
    expect(await away.done).toMatchObject({ kind: 'offline' });
  });
});

describe('what is told', () => {
  test('is committed before it is acknowledged, once, with growing revisions', async () => {
    await start();
    expect(await post(port, ring)).toBe(200);
    expect(calls()).toMatchObject([{ remoteId: 'c1', state: 'ringing', revision: 1 }]);
    expect(await post(port, ring)).toBe(200);
    expect(calls()).toHaveLength(1);
    expect(await post(port, end)).toBe(200);
    expect(calls().at(-1)).toMatchObject({ remoteId: 'c1', state: 'ended', outcome: 'missed', revision: 2 });
    expect(recorder.quarantined).toEqual([]);
  });

  test('is answered 503 when it could not be committed, and is taken when it is told again', async () => {
    const life = await start();
    recorder.beforeCommit = async () => {
      throw new Error('disk full');
    };
    expect(await post(port, ring)).toBe(503);
    expect(await life.done).toMatchObject({ message: 'disk full' });
    recorder.beforeCommit = async () => {};
    await start();
    expect(await post(port, ring)).toBe(200);
    expect(calls()).toMatchObject([{ revision: 1, state: 'ringing' }]);
  });

  test('of a call that goes on as we stop is told on when we come back', async () => {
    const before = await start();
    await post(port, ring);
    expect(await stopped(before)).toBeUndefined();
    await start();
    expect(await post(port, ring)).toBe(200);
    expect(await post(port, end)).toBe(200);
    expect(calls().map(({ state, revision }) => [state, revision])).toEqual([
      ['ringing', 1],
      ['ended', 2],
    ]);
    expect(calls().at(-1)).toMatchObject({ number: '+79161234567', startedAt: at });
  });

  test('at the same moment by many is one call each', async () => {
    await start();
    const many = Array.from({ length: 40 }, (_, n) => ({ ...ring, call: `m${n}` }));
    expect(new Set(await Promise.all(many.map((event) => post(port, event))))).toEqual(new Set([200]));
    expect(new Set(calls().map(({ remoteId }) => remoteId)).size).toBe(40);
    expect(recorder.mostAtOnce).toBe(1);
  });

  test('is mapped to the same whenever it is mapped', async () => {
    await start();
    await post(port, ring);
    await post(port, end);
    const context = recorder.mapContext(cloudChannel(port));
    for (const payload of recorder.committed) {
      const events = await cloudPbxConnector.map(payload, context);
      expect(await cloudPbxConnector.map(JSON.parse(JSON.stringify(payload)), context)).toEqual(events);
    }
    const nonsense = { stream: 'calls', remoteKey: '1', body: '{"smoke":"signal"}', receivedAt: 0 };
    await expect(cloudPbxConnector.map(nonsense, context)).rejects.toThrow();
  });
});

describe('what is refused', () => {
  test('a wrong signature, no JSON, too much, another place; counted, and nothing of it is kept', async () => {
    await start();
    expect(await post(port, ring, { key: 'wrong' })).toBe(401);
    expect(await post(port, ring, { body: '{' })).toBe(400);
    expect(await post(port, ring, { path: '/elsewhere' })).toBe(404);
    const large = JSON.stringify({ ...ring, name: 'x'.repeat(300_000) });
    expect(await post(port, ring, { body: large }).catch(() => 413)).toBe(413);
    expect(recorder.committed).toEqual([]);
    expect(recorder.logged).toContain('"unsigned":1,"unreadable":1,"large":1,"elsewhere":1');
    expect(recorder.logged).not.toContain(secret);
    expect(await post(port, ring)).toBe(200);
  });

  test('running without a secret', async () => {
    const { done } = await start({ secret: '' });
    const error = await done;
    expect(error).toBeInstanceOf(ConnectorError);
    expect(error).toMatchObject({ kind: 'auth', problem: { code: 'auth' } });
    expect(await cloudPbxConnector.test(cloudChannel(port, { secret: '' }), never)).toMatchObject({ ok: false });
  });

  test('a port that somebody has, unless that is us', async () => {
    server = await cloudServer((_request, _body, response) => response.end());
    const taken = cloudChannel(Number(new URL(server.url).port));
    expect(await cloudPbxConnector.test(taken, never)).toMatchObject({ ok: false, steps: [{ problem: { code: 'internal' } }] });
    expect(await cloudPbxConnector.test(cloudChannel(port), never)).toMatchObject({ ok: true });
    await start();
    expect(await cloudPbxConnector.test(cloudChannel(port), never)).toMatchObject({ ok: true });
  });
});

describe('calling out', () => {
  const order = { extension: '101', number: '+79161234567', remoteId: 'tl-1' };
  const originate = (url: string): Partial<CloudPbxChannelConfig> => ({
    token: 't0ken',
    originate: {
      url: `${url}/call?to={number}`,
      headers: { authorization: 'Bearer {token}' },
      body: '{"from":"{extension}","to":"{number}","ref":"{id}"}',
      idAt: 'data.id',
    },
    hangUp: { url: `${url}/end/{id}`, method: 'DELETE' },
  });

  test('is ordered once as the configuration words it, and its events belong to it', async () => {
    server = await cloudServer((_request, _body, response) => response.end('{"data":{"id":77}}'));
    const { session } = await start(originate(server.url));
    expect(await session.dial?.(order, never)).toEqual({ status: 'accepted', remoteId: 'tl-1' });
    expect(server.asked).toMatchObject([
      { method: 'POST', url: '/call?to=%2B79161234567', body: '{"from":"101","to":"+79161234567","ref":"tl-1"}' },
    ]);
    expect(server.asked[0]?.headers.authorization).toBe('Bearer t0ken');
    await post(port, { call: '77', event: 'answer', at: Date.now(), direction: 'out' });
    expect(calls().at(-1)).toMatchObject({
      remoteId: 'tl-1',
      direction: 'out',
      state: 'talking',
      dialledBy: { extension: '101' },
    });
    expect(await session.hangUp?.('tl-1', never)).toEqual({ status: 'done' });
    expect(server.asked.at(-1)).toMatchObject({ method: 'DELETE', url: '/end/77' });
    expect(await session.hangUp?.('no-such-call', never)).toEqual({ status: 'done' });
  });

  test('is found by desk and number where the provider names nothing', async () => {
    server = await cloudServer((_request, _body, response) => response.end('ok'));
    const { session } = await start(originate(server.url));
    await session.dial?.(order, never);
    const theirs = { call: 'x9', event: 'ring', at: Date.now(), direction: 'out', number: '89161234567', extension: '101' };
    await post(port, theirs);
    expect(new Set(calls().map(({ remoteId }) => remoteId))).toEqual(new Set(['tl-1']));
  });

  test('is unknown when the answer is lost, refused when it says so, offline when nobody is there', async () => {
    server = await cloudServer((request, _body, response) => {
      if (request.url?.endsWith('1')) request.socket.destroy();
      else response.writeHead(403).end();
    });
    const { session } = await start(originate(server.url));
    expect(await session.dial?.({ ...order, number: '1' }, never)).toMatchObject({ status: 'unknown' });
    expect(server.asked).toHaveLength(1);
    expect(await session.dial?.({ ...order, number: '2', remoteId: 'tl-2' }, never)).toMatchObject({
      status: 'refused',
      code: 'refused',
    });
    await server.stop();
    const gone = await session.dial?.({ ...order, number: '3', remoteId: 'tl-3' }, never);
    expect(gone).toMatchObject({ status: 'refused', code: 'offline' });
    expect(JSON.stringify(gone) + recorder.logged).not.toContain('t0ken');
  });

  test('never goes to another machine without encryption', async () => {
    const { session } = await start({ originate: { url: 'http://pbx.example.test/call' } });
    expect(await session.dial?.(order, never)).toMatchObject({ status: 'refused', code: 'refused' });
  });
});

describe('a recording', () => {
  test('is fetched from its link, and not from one without encryption elsewhere', async () => {
    server = await cloudServer((request, _body, response) => {
      if (request.url === '/gone.mp3') response.writeHead(404).end();
      else response.end('sound');
    });
    const { session } = await start();
    await post(port, ring);
    const recording = (url: string) => ({ call: 'c1', event: 'recording', at: at + 10_000, recording: { url } });
    await post(port, recording(`${server.url}/a.wav`));
    await post(port, recording(`${server.url}/gone.mp3`));
    await post(port, recording('http://pbx.example.test/b.mp3'));
    const refs = calls()
      .at(-1)
      ?.recordings.map((one) => ('ref' in one ? one.ref : ''));
    const [here = '', gone = '', elsewhere = ''] = refs ?? [];
    expect(calls().at(-1)?.recordings[0]).toMatchObject({ name: 'a.wav', mime: 'audio/wav' });
    expect(await session.fetch?.(here, never)).toMatchObject({ size: 5 });
    await expect(session.fetch?.(gone, never)).rejects.toMatchObject({ kind: 'offline' });
    await expect(session.fetch?.(elsewhere, never)).rejects.toMatchObject({ problem: { code: 'insecure' } });
  });

  test('of Mango Office and Zadarma is asked for with the account', async () => {
    server = await cloudServer((request, _body, response) => {
      if (request.url?.startsWith('/v1/')) response.end(JSON.stringify({ status: 'success', link: `${server?.url}/rec.mp3` }));
      else response.end('sound');
    });
    const account = { key: 'key', secret: 'salt', apiRoot: server.url };
    const mango = await start({ provider: 'mango', ...account });
    expect(await mango.session.fetch?.('{"id":"r1="}', never)).toMatchObject({ size: 5 });
    expect(server.asked[0]?.url).toMatch(/^\/vpbx\/queries\/recording\/link\/r1%3D\/download\/key\/\d+\/[0-9a-f]{64}$/);
    await stopped(mango);
    const zadarma = await start({ provider: 'zadarma', ...account });
    expect(await zadarma.session.fetch?.('{"id":"1458.45"}', never)).toMatchObject({ size: 5 });
    expect(server.asked[1]).toMatchObject({ url: '/v1/pbx/record/request/?call_id=1458.45' });
    expect(server.asked[1]?.headers.authorization).toMatch(/^key:[A-Za-z0-9+/=]{56}$/);
  });

  test('of Beeline is asked for with the token of the portal, and again later where there is none yet', async () => {
    let ready = false;
    server = await cloudServer((_request, _body, response) => {
      if (ready) response.setHeader('content-type', 'audio/mpeg').end('sound');
      else response.setHeader('content-type', 'application/json').end('{"errorCode":"RecordNotFound"}');
    });
    const { session } = await start({ provider: 'beeline', token: 't0ken', apiRoot: server.url });
    const ref = '{"id":"295313b0-ab3b/9651234567@mpbx.sip.beeline.ru"}';
    await expect(session.fetch?.(ref, never)).rejects.toMatchObject({ kind: 'offline' });
    ready = true;
    expect(await session.fetch?.(ref, never)).toMatchObject({ size: 5 });
    expect(server.asked[1]).toMatchObject({
      url: '/apis/portal/v2/records/295313b0-ab3b/9651234567%40mpbx.sip.beeline.ru/download',
      headers: { 'x-mpbx-api-auth-token': 't0ken' },
    });
  });
});
