import { expect, test } from 'vitest';
import { scramVerifier } from '../../../electron/team/admin/scram.ts';

test('the verifier is the one of RFC 7677, section 3', () => {
  // User "user", password "pencil", salt W22ZaJ0SNY7soEsUEjb6gQ==, 4096 iterations. The server's signature there is made with this key.
  const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
  expect(verifier).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

test('two verifiers of one password have nothing in common', () => {
  expect(scramVerifier('x')).not.toBe(scramVerifier('x'));
});
