import type { Customer } from './story/people.ts';

/** The two whose story is played. The rest of the customers come from `story/`. */
export const maria: Customer = {
  language: 'ru',
  female: true,
  firstName: 'Мария',
  lastName: 'Кузнецова',
  name: 'Мария Кузнецова',
  email: 'maria.kuznetsova@mail.test',
  phone: '+7 916 123-45-67',
  telegramId: 7_000_077,
  username: 'mariak',
};

export const john: Customer = {
  language: 'en',
  female: false,
  firstName: 'John',
  lastName: 'Carter',
  name: 'John Carter',
  email: 'john.carter@post.test',
  phone: '+44 20 7946 0958',
  telegramId: 7_000_088,
  username: 'johncarter',
};

/** Our side: the shop whose support the person at the screen is. */
export const acme = {
  workspace: { name: 'Acme', country: 'RU' },
  agent: { name: 'Anna Lebedeva', email: 'anna@acme.test' },
  support: { name: 'Acme', address: 'support@acme.test' },
  password: 'practice',
  importDays: 120,
};
