import { asteriskConnector } from '../connectors/asterisk/connector.ts';
import { emailConnector } from '../connectors/email/connector.ts';
import { telegramConnector } from '../connectors/telegram/connector.ts';
import { cloudPbxConnector } from '../connectors/webhook-pbx/connector.ts';
import type { Registry } from '../sync/registry.ts';

/** Every connector of the program. The reader takes only their data, from `capabilities.ts`. */
export const registry: Registry = {
  email: emailConnector,
  telegram: telegramConnector,
  asterisk: asteriskConnector,
  'cloud-pbx': cloudPbxConnector,
};
