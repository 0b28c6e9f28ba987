import { afterAll, beforeAll, describe } from 'vitest';
import { asteriskConnector } from '../../electron/connectors/asterisk/connector.ts';
import { type Asterisk, callIn, numbers, startAsterisk, startPhone } from '../servers/asterisk/index.ts';
import { pbxChannel } from '../support/pbx.ts';
import { describeTelephony } from './telephony.ts';

const anna = { extension: '101', name: 'Anna Lebedeva', password: 'x', kind: 'desk' } as const;

let pbx: Asterisk;
beforeAll(async () => {
  pbx = await startAsterisk({ agents: [anna] });
}, 15 * 60_000);
afterAll(() => pbx.stop());

describe('asterisk', { timeout: 180_000 }, () => {
  describeTelephony({
    connector: asteriskConnector,
    nonsense: { stream: 'calls', remoteKey: '1', body: '{"smoke":"signal"}', receivedAt: 0 },
    async start() {
      const phone = await startPhone(pbx.phonePort('101'), { answerAfterMs: 600_000 });
      const config = pbxChannel(pbx);
      return {
        config,
        extension: '101',
        wrongSecret: { ...config, ami: { ...config.ami, secret: 'wrong' } },
        at: (port) => ({ ...config, ami: { ...config.ami, port } }),
        secret: pbx.ami.secret,
        rings: (number) => callIn(pbx, { to: numbers.first, from: { number } }),
        stop: () => phone.stop(),
      };
    },
  });
});
