import { describe } from 'vitest';
import { telegramConnector } from '../../electron/connectors/telegram/connector.ts';
import type { TelegramChannelConfig } from '../../shared/contract/provision.ts';
import { startTelegramEmulator } from '../servers/telegram/index.ts';
import type { Provider } from './harness.ts';
import { describeConnector } from './suite.ts';

const customer = 77;

async function start(): Promise<Provider<TelegramChannelConfig>> {
  const telegram = await startTelegramEmulator();
  const maria = telegram.user(customer, { firstName: 'Maria', username: 'mariak' });
  // A bot may answer only who has written to it.
  maria.write('/start');
  const config: TelegramChannelConfig = {
    id: 'bot',
    kind: 'telegram',
    name: 'Bot',
    token: telegram.token,
    apiRoot: telegram.apiRoot,
  };
  return {
    config,
    wrongSecret: { ...config, token: `${telegram.bot.id}:${'A'.repeat(35)}` },
    at: (port) => ({ ...config, apiRoot: `http://127.0.0.1:${port}` }),
    secret: telegram.token,
    async customerWrites(texts) {
      for (const text of texts) maria.write(text);
    },
    answer: (text) => ({
      itemId: '0199a0de-0000-7000-8000-000000000001',
      to: String(customer),
      text,
      files: [],
      remoteId: '',
      createdAt: Date.now(),
    }),
    async delivered(words) {
      await maria.waitFor((message) => message.text?.includes(words) === true);
      return maria.received.filter((message) => message.text?.includes(words)).length;
    },
    refusedLogins: async () => telegram.calls.filter((call) => !call.authorised).length,
    stop: () => telegram.stop(),
  };
}

describe('telegram', () => {
  describeConnector({
    name: 'telegram',
    connector: telegramConnector,
    start,
    change: ({ remoteThread, remoteId }) => ({ type: 'react', remoteThread, remoteIds: [remoteId], emoji: '👍' }),
    // getUpdates answers at most 100 at a time.
    backlog: 120,
    nonsense: { stream: 'updates', remoteKey: '1', body: '{"update_id":1,"hologram":{}}', receivedAt: 0 },
  });
});
