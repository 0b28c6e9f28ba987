import { expect, test } from 'vitest';
import { sendFailure } from '../../../../electron/connectors/telegram/send/delivery.ts';
import { TransportError } from '../../../../electron/connectors/telegram/transport.ts';

const refused = (status: number, description: string, retryAfterMs?: number) =>
  sendFailure({ type: 'refused', status, description, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
const lost = (...args: ConstructorParameters<typeof TransportError>) =>
  sendFailure({ type: 'transport', error: new TransportError(...args) });

test.each([
  ['Forbidden: bot was blocked by the user', 403, 'blocked', 'blocked'],
  ['Forbidden: user is deactivated', 403, 'no-such-address', 'deactivated'],
  ["Forbidden: bot can't initiate conversation with a user", 403, 'no-such-address', 'not-started'],
  ['Bad Request: chat not found', 400, 'no-such-address', 'no-such-address'],
  ['Bad Request: PEER_ID_INVALID', 400, 'no-such-address', 'no-such-address'],
])('%s: nothing reaches this person', (description, status, code, unreachable) => {
  expect(refused(status, description)).toEqual({ status: 'rejected', code, detail: description, unreachable });
});

test('other refusals are final and say why', () => {
  const detail = 'Bad Request: PHOTO_INVALID_DIMENSIONS';
  expect(refused(400, detail)).toEqual({ status: 'rejected', code: 'refused', detail });
  expect(refused(403, 'Forbidden: something new')).toEqual({
    status: 'rejected',
    code: 'refused',
    detail: 'Forbidden: something new',
  });
  // The token is right, the server is an older one.
  expect(refused(404, 'Not Found: method not found')).toMatchObject({ status: 'rejected', code: 'refused' });
  expect(refused(413, 'Request Entity Too Large')).toMatchObject({ status: 'rejected', code: 'too-large' });
  expect(refused(400, 'Bad Request: file is too big')).toMatchObject({ status: 'rejected', code: 'too-large' });
});

test('what certainly did not happen may be tried again', () => {
  expect(refused(429, 'Too Many Requests: retry after 7', 7000)).toMatchObject({
    status: 'retry',
    code: 'rate-limit',
    retryAfterMs: 7000,
  });
  expect(refused(401, 'Unauthorized')).toMatchObject({ status: 'retry', code: 'auth' });
  expect(lost('unsent', 'ECONNREFUSED', 'connect')).toMatchObject({ status: 'retry', code: 'offline' });
  expect(lost('unsent', 'ABORTED', 'cancelled')).toMatchObject({ status: 'retry', code: 'interrupted' });
  expect(lost('answered', 'NOT_JSON', 'page', 403)).toMatchObject({ status: 'retry', code: 'protocol' });
});

test('what may have happened is unknown', () => {
  expect(refused(500, 'Internal Server Error')).toMatchObject({ status: 'unknown' });
  expect(lost('sent', 'ECONNRESET', 'socket hang up')).toMatchObject({ status: 'unknown' });
  expect(lost('sent', 'ABORTED', 'cancelled')).toMatchObject({ status: 'unknown' });
  expect(lost('answered', 'NOT_JSON', 'page', 502)).toMatchObject({ status: 'unknown' });
  expect(lost('answered', 'NOT_JSON', 'garbage', 200)).toMatchObject({ status: 'unknown' });
});
