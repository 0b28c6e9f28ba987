import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/engine.ts';
import type { TestAgent } from '../support/team.ts';
import { connected, type Office, openOffice } from './office.ts';

/** The audit names people, also those whom a desk does not keep, as far as its reader may know them. */
let office: Office;
let admin: TestAgent;
let desk: Desk;

beforeAll(async () => {
  office = await openOffice();
  admin = await office.team.add('the-admin', { name: 'Admin', role: 'admin', visibility: 'all' });
  desk = await office.desk(admin);
  await connected(desk);
});
afterAll(() => office.close());

/** Whom the lines of one kind are about, as a desk names them. */
const named = async (of: Desk, words: string) =>
  (await of.call('audit.page', { limit: 20, words })).entries
    .filter(({ action }) => action === words)
    .map(({ customer }) => customer);
const nameOf = async (customer: string) =>
  (await office.team.owner<{ name: string }>('SELECT name FROM throughline.customers WHERE id = $1', [customer]))[0]?.name;

test('who is not kept here is named by the server, who is can be opened, and of who was erased only that is said', async () => {
  // What is still being written somewhere hides all that comes after it from those who read.
  const busy = await office.boris.connect();
  await busy.query('BEGIN');
  await busy.query('SELECT pg_current_xact_id()');
  const { customer } = await office.team.conversation();
  const annas = await office.anna.connect();
  await annas.query('SELECT throughline.saw($1)', [customer]);
  const name = (await nameOf(customer)) ?? '';
  expect(await named(desk, 'saw')).toEqual([{ id: customer, name, lacks: 'cache' }]);

  await busy.query('ROLLBACK');
  const isHere = () => desk.engine.store.read.value('SELECT 1 FROM customers WHERE id = ?', customer) !== undefined;
  await desk.until(() => Promise.resolve(isHere()), 'the person to be here');
  expect(await named(desk, 'saw')).toEqual([{ id: customer, name }]);

  const admins = await admin.connect();
  await admins.query('SELECT throughline.erase($1)', [customer]);
  expect(await named(desk, 'erase')).toEqual([{ id: customer, name: '', lacks: 'erased' }]);
  expect(await named(desk, 'saw')).toEqual([{ id: customer, name: '', lacks: 'erased' }]);
});

test('a lead who may not see somebody is not told who it is', async () => {
  await office.team.owner("INSERT INTO throughline.departments (id, key, name) VALUES (gen_random_uuid(), 'sales', 'Sales')");
  const { customer } = await office.team.conversation({ department: 'sales' });
  const borises = await office.boris.connect();
  await borises.query('SELECT throughline.saw($1)', [customer]);
  const lead = await office.desk(await office.team.add('lead', { name: 'Lead', role: 'lead', visibility: 'department' }));
  await connected(lead);
  expect(await named(lead, 'saw')).toContainEqual({ id: customer, name: '', lacks: 'hidden' });
  expect(await named(desk, 'saw')).toContainEqual(expect.objectContaining({ id: customer, name: await nameOf(customer) }));
});
