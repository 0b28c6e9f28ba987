import type { ChannelConfig } from '../../../shared/contract/provision.ts';

/** The same channel with a new secret. A mailbox that sends with the same user gets it for both servers. */
export function withSecret(config: ChannelConfig, secret: string): ChannelConfig {
  if (config.kind === 'telegram') return { ...config, token: secret };
  if (config.kind === 'cloud-pbx') return { ...config, secret };
  if (config.kind === 'asterisk') return { ...config, ami: { ...config.ami, secret } };
  const sameUser = config.smtp.user === undefined || config.smtp.user === config.imap.user;
  return {
    ...config,
    imap: { ...config.imap, password: secret },
    smtp: sameUser ? { ...config.smtp, password: secret } : config.smtp,
  };
}
