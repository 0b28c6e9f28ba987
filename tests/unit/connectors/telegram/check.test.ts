import { afterEach, beforeEach, expect, test } from 'vitest';
import { telegramConnector } from '../../../../electron/connectors/telegram/connector.ts';
import { type Bench, never, startBench } from './setup.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ botUsername: 'acme_bot' });
});
afterEach(() => bench.close());

test('names the bot, and takes nothing from its queue', async () => {
  expect(await telegramConnector.test(bench.config, never)).toEqual({
    ok: true,
    address: '@acme_bot',
    steps: [{ step: 'bot', ok: true }],
  });
  expect(bench.telegram.calls.map((call) => call.method)).toEqual(['getMe', 'getWebhookInfo']);
  expect(bench.telegram.pending).toHaveLength(1);
});

test('warns of a webhook, naming its host only', async () => {
  await fetch(`${bench.telegram.apiRoot}/bot${bench.telegram.token}/setWebhook?url=https://hook.example/secret-path`);
  const result = await telegramConnector.test(bench.config, never);
  expect(result).toMatchObject({
    ok: false,
    address: '@acme_bot',
    steps: [{ step: 'bot', ok: false, problem: { code: 'webhook' } }],
  });
  expect(JSON.stringify(result)).toContain('hook.example');
  expect(JSON.stringify(result)).not.toContain('secret-path');
});

test('says what is wrong instead of throwing', async () => {
  const problem = async (change: object) =>
    (await telegramConnector.test({ ...bench.config, ...change }, never)).steps[0]?.problem?.code;
  expect(await problem({ token: '' })).toBe('auth');
  expect(await problem({ apiRoot: 'http://bots.example' })).toBe('insecure');
  bench.telegram.faults.next('getMe', { kind: 'page', status: 200, when: 'before' });
  expect(await problem({})).toBe('protocol');
  await bench.telegram.down();
  expect(await problem({})).toBe('refused');
});
