import { describe, expect, test } from 'vitest';
import { queryHandlers } from '../../../electron/api/queries.ts';
import { capabilitiesOf } from '../../../electron/engine/capabilities.ts';
import type { Store } from '../../../electron/store/store.ts';
import type { DeliveryReport } from '../../../shared/contract/connector.ts';
import { arrive, mail, memoryStore } from '../../support/store.ts';

const ask = (store: Store) => queryHandlers(store.read, capabilitiesOf);
const rows = async (store: Store) => (await ask(store)['inbox.page'].run({ view: 'all', limit: 10 })).rows;

const question = () => mail('gone@mail.test', { remoteId: 'q@x', name: 'Ольга' });
const answer = () =>
  mail('gone@mail.test', { direction: 'out', remoteId: 'a@x', answers: ['q@x'], mail: { from: [], to: [], cc: [] } });
const failed: DeliveryReport = {
  about: 'a@x',
  recipient: 'gone@mail.test',
  outcome: 'failed',
  detail: '550 5.1.1 no such user',
  code: 'no-such-address',
  unreachable: 'no-such-address',
};
const bounce = (reports: DeliveryReport[], remoteId = 'b@mx') =>
  mail('Mailer-Daemon@mx.test', {
    remoteId,
    answers: ['a@x'],
    automatic: true,
    reports,
    mail: { from: [{ name: 'Mail Delivery System', address: 'Mailer-Daemon@mx.test' }], to: [], cc: [] },
  });

async function person(store: Store) {
  const all = await rows(store);
  expect(all).toHaveLength(1);
  const customerId = all[0]?.customerId ?? '';
  const { items } = await ask(store)['timeline.page'].run({ customerId, limit: 100 });
  const customer = await ask(store)['customer.get'].run({ customerId });
  return { items, customer, out: items.find(({ direction }) => direction === 'out') };
}

describe('a bounce', () => {
  test('turns the message it is about to failed, in the words of the server, and is kept beside it', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [question(), answer(), bounce([failed])]);
    const { items, customer, out } = await person(store);
    expect(out).toMatchObject({
      delivery: 'failed',
      deliveryNote: { code: 'no-such-address', detail: '550 5.1.1 no such user' },
    });
    expect(items.map(({ author }) => author.type !== 'system' && author.name)).toEqual(['Ольга', '', 'Mail Delivery System']);
    expect(customer.contactPoints.find(({ value }) => value === 'gone@mail.test')?.unreachable?.reason).toBe('no-such-address');
    expect(customer.replyOptions[0]).toMatchObject({ allowed: false, reason: 'unreachable-address' });
    expect(store.read.value("SELECT COUNT(*) FROM contact_points WHERE value LIKE 'Mailer-Daemon%'")).toBe(0);
  });

  test('proposes no subject for the next answer, and neither does any other machine', async () => {
    const store = memoryStore();
    const asked = { ...question(), subject: 'Где заказ' };
    const delay = { ...failed, outcome: 'delayed' as const };
    arrive(store, 'mail', [
      asked,
      { ...answer(), subject: 'Re: Где заказ' },
      { ...bounce([delay]), subject: 'Недоставленное сообщение' },
    ]);
    const subject = async () => (await person(store)).customer.replyOptions[0]?.subject;
    expect(await subject()).toBe('Re: Где заказ');
    const absent = mail('gone@mail.test', { remoteId: 'away@x', automatic: true, subject: 'Автоответ: Где заказ' });
    arrive(store, 'mail', [absent]);
    expect(await subject()).toBe('Re: Где заказ');
    const form = memoryStore();
    const { subject: _, ...wordless } = question();
    arrive(form, 'mail', [wordless, { ...absent, subject: 'Новая заявка' }]);
    const { customer } = await person(form);
    expect(customer.replyOptions[0]?.subject).toBe('Re: Новая заявка');
  });

  test('is heard though it came before the message it is about', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [bounce([failed]), answer(), question()]);
    expect((await person(store)).out?.delivery).toBe('failed');
  });

  test('of an answer that is only delayed changes nothing', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [question(), answer(), bounce([{ about: 'a@x', outcome: 'delayed', detail: '451 later' }])]);
    const { out, customer } = await person(store);
    expect(out?.delivery).toBe('sent');
    expect(customer.contactPoints.some(({ unreachable }) => unreachable !== undefined)).toBe(false);
  });

  test('for another of several recipients leaves the message as it is', async () => {
    const store = memoryStore();
    const other: DeliveryReport = { ...failed, recipient: 'someone@else.test' };
    const fine: DeliveryReport = { about: 'a@x', recipient: 'gone@mail.test', outcome: 'delivered', detail: '' };
    arrive(store, 'mail', [question(), answer(), bounce([other, fine])]);
    expect((await person(store)).out?.delivery).toBe('delivered');
  });

  test('of something that is not here belongs to the person it names', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [question(), bounce([{ ...failed, about: 'elsewhere@x' }])]);
    const { items } = await person(store);
    expect(items).toHaveLength(2);
  });

  test('again changes nothing, and a new mail of that person makes them reachable again', async () => {
    const store = memoryStore();
    const first = bounce([failed]);
    arrive(store, 'mail', [question(), answer(), first, first, mail('gone@mail.test', { answers: ['a@x'] })]);
    const { items, customer } = await person(store);
    expect(items).toHaveLength(4);
    expect(customer.replyOptions[0]?.allowed).toBe(true);
  });
});

describe('a report on a copy', () => {
  const copied = () =>
    mail('gone@mail.test', {
      direction: 'out',
      remoteId: 'a@x',
      answers: ['q@x'],
      mail: { from: [], to: [], cc: [{ address: 'boris@mail.test' }] },
    });
  const ofCopy: DeliveryReport = { ...failed, recipient: 'Boris@mail.test', detail: '550 5.1.1 no Boris' };

  test('names who did not get it, and the message stays as it is; told again it is told once', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [
      question(),
      copied(),
      bounce([ofCopy]),
      bounce([{ ...ofCopy, recipient: 'boris@mail.test' }], 'c@mx'),
    ]);
    const { out, customer } = await person(store);
    expect(out?.delivery).toBe('sent');
    expect(out?.deliveryNote?.refused).toEqual([
      { address: 'boris@mail.test', code: 'no-such-address', detail: '550 5.1.1 no Boris' },
    ]);
    expect(customer.contactPoints.some(({ unreachable }) => unreachable !== undefined)).toBe(false);
  });

  test('stays told when the customer has read it, and when they too did not get it', async () => {
    for (const [then, delivery] of [
      [{ about: 'a@x', recipient: 'gone@mail.test', outcome: 'read', detail: '' }, 'read'],
      [failed, 'failed'],
    ] as const) {
      const store = memoryStore();
      arrive(store, 'mail', [question(), copied(), bounce([ofCopy]), bounce([then], 'c@mx')]);
      const { out } = await person(store);
      expect(out).toMatchObject({ delivery, deliveryNote: { refused: [{ address: 'boris@mail.test' }] } });
    }
  });
});

describe('an answer that went where they asked for it', () => {
  const elsewhere = () =>
    mail('gone@mail.test', {
      direction: 'out',
      remoteId: 'a@x',
      answers: ['q@x'],
      mail: { from: [], to: [{ address: 'help@mail.test' }], cc: [{ address: 'boris@mail.test' }] },
    });

  test('fails when that address does, and their own is as good as before', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [question(), elsewhere(), bounce([{ ...failed, recipient: 'Help@mail.test' }])]);
    const { out, customer } = await person(store);
    expect(out?.delivery).toBe('failed');
    expect(customer.replyOptions[0]?.allowed).toBe(true);
  });
});

describe('a read receipt', () => {
  const receipt = (from: string) =>
    mail(from, { automatic: true, answers: ['a@x'], reports: [{ about: 'a@x', recipient: from, outcome: 'read', detail: '' }] });

  test('from the recipient marks the message as read, and no later bounce takes that back', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [question(), answer(), receipt('Gone@Mail.test'), bounce([failed])]);
    expect((await person(store)).out?.delivery).toBe('read');
  });

  test('from somebody else does not', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [question(), answer(), receipt('other@mail.test')]);
    expect(store.read.value("SELECT delivery FROM items WHERE direction = 'out'")).toBe('sent');
  });
});
