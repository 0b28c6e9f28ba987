import { expect, test } from 'vitest';
import { csvLine } from '../../../electron/team/admin/audit.ts';

test('quotes what has commas and quotes, and disarms what a table program would run', () => {
  const entry = {
    seq: 1,
    at: '2026-11-22T00:00:00.000Z',
    login: '=cmd()',
    agent_id: null,
    action: 'say "x"',
    kind: null,
    subject: '+7 999',
    customer_id: null,
    detail: { a: 1, b: 'x' },
  };
  expect(csvLine(entry)).toBe(`1,2026-11-22T00:00:00.000Z,'=cmd(),,"say ""x""",,'+7 999,,"{""a"":1,""b"":""x""}"`);
});
