import { call } from '../../bridge/client.ts';
import { useApp } from '../../state/store.ts';
import type { PaletteEntry } from './commands.ts';

const most = 8;

/** People for what is typed. When they cannot be read the rest is still of use. */
export async function find(query: string): Promise<PaletteEntry[]> {
  const wanted = query.trim();
  if (wanted === '') return [];
  const people = await call('customer.find', { query: wanted, limit: most }).catch(() => []);
  const app = useApp.getState();
  return people.map(
    ({ customerId, name, addresses }): PaletteEntry => ({
      id: `customer-${customerId}`,
      kind: 'customer',
      label: name,
      hint: addresses.join(', '),
      run: () => {
        app.goTo('inbox');
        void app.openCustomer(customerId);
      },
    }),
  );
}
