import type { Connector } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { illustrated } from './html.ts';
import { info } from './info.ts';
import { mapMail } from './mapper.ts';
import { signIn } from './oauth/sign-in.ts';
import { openSession } from './session.ts';
import { testEmail } from './test-connection.ts';

/** IMAP (RFC 3501, IDLE of RFC 2177) for what arrives, SMTP submission (RFC 6409) for what leaves. */
export const emailConnector: Connector<EmailChannelConfig> = {
  info,
  open: openSession,
  map: mapMail,
  test: testEmail,
  signIn,
  plan: (reply) => [reply],
  illustrated,
};
