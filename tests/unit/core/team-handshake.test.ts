import { expect, test } from 'vitest';
import { oldestDesk, shakeHands, teamVersion } from '../../../electron/core/team-handshake.ts';

test('one version back works, older and newer ones are told what to do', () => {
  const server = { schema: 5, minSchema: 4 };
  expect([3, 4, 5, 6].map((desk) => shakeHands(desk, server))).toEqual(['desk-old', 'fits', 'fits', 'server-old']);
});

test('this program works with the database it makes, and so does the one before it', () => {
  expect(shakeHands(teamVersion, { schema: teamVersion, minSchema: oldestDesk })).toBe('fits');
  expect(teamVersion - oldestDesk).toBeLessThanOrEqual(1);
});
