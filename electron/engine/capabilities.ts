import type { Capabilities, ChannelKind } from '../../shared/model/index.ts';
import { info as asterisk } from '../connectors/asterisk/info.ts';
import { info as email } from '../connectors/email/info.ts';
import { info as telegram } from '../connectors/telegram/info.ts';
import { info as cloudPbx } from '../connectors/webhook-pbx/info.ts';

const byKind: { readonly [K in ChannelKind]: Capabilities } = {
  email: email.capabilities,
  telegram: telegram.capabilities,
  asterisk: asterisk.capabilities,
  'cloud-pbx': cloudPbx.capabilities,
};

/** What each kind of channel can carry, without loading its connector. */
export const capabilitiesOf = (kind: ChannelKind): Capabilities => byKind[kind];
