import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { AsteriskChannelConfig, ChannelConfig } from '../../shared/contract/provision.ts';

/**
 * Passwords and tokens of one channel by name, e.g. `{ imap: "…", smtp: "…" }`. `given` is the refresh token that the present
 * one descends from, as an administrator's file still has it.
 */
export type Secrets = Record<string, string>;

/**
 * Seals secrets for the database: AES-256-GCM, a fresh 96-bit nonce in front, the 128-bit tag after it
 * (NIST SP 800-38D, section 8.2). The key never enters the database.
 */
export function seal(key: Uint8Array, secrets: Secrets): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @throws Error when the key is another one or the bytes were changed */
export function unseal(key: Uint8Array, sealed: Uint8Array): Secrets {
  if (sealed.byteLength === 0) return {};
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  return JSON.parse(text) as Secrets;
}

/** Parts a configuration from its secrets; the first goes into the database as it is, the second sealed. */
export function splitSecrets(config: ChannelConfig): { open: ChannelConfig; secrets: Secrets } {
  switch (config.kind) {
    case 'email': {
      const { password: imap, ...openImap } = config.imap;
      const { password: smtp, ...openSmtp } = config.smtp;
      const { clientSecret, refreshToken, ...openOAuth } = config.oauth ?? { clientId: '' };
      return {
        open: { ...config, imap: openImap, smtp: openSmtp, ...(config.oauth ? { oauth: openOAuth } : {}) },
        secrets: {
          ...(imap ? { imap } : {}),
          ...(smtp ? { smtp } : {}),
          ...(clientSecret ? { clientSecret } : {}),
          ...(refreshToken ? { refreshToken } : {}),
        },
      };
    }
    case 'telegram': {
      const { token, ...open } = config;
      return { open, secrets: token ? { token } : {} };
    }
    case 'asterisk': {
      const { secret: ami, ...openAmi } = config.ami;
      const { softphone, recordings, voicemail, history } = config;
      const parts = { softphone, recordings, voicemail, history };
      const secrets: Secrets = ami ? { ami } : {};
      const open: AsteriskChannelConfig = { ...config, ami: openAmi };
      for (const name of ['softphone', 'recordings', 'voicemail', 'history'] as const) {
        const part = parts[name];
        if (part?.password) secrets[name] = part.password;
        if (part) Object.assign(open, { [name]: withoutPassword(part) });
      }
      return { open, secrets };
    }
    case 'cloud-pbx': {
      const { secret, token, ...open } = config;
      return { open, secrets: { ...(secret ? { secret } : {}), ...(token ? { token } : {}) } };
    }
  }
}

function withoutPassword<T extends { password?: string | undefined }>({ password: _password, ...open }: T): Omit<T, 'password'> {
  return open;
}

export function joinSecrets(open: ChannelConfig, secrets: Secrets): ChannelConfig {
  switch (open.kind) {
    case 'email':
      return {
        ...open,
        imap: { ...open.imap, ...(secrets.imap ? { password: secrets.imap } : {}) },
        smtp: { ...open.smtp, ...(secrets.smtp ? { password: secrets.smtp } : {}) },
        ...(open.oauth
          ? {
              oauth: {
                ...open.oauth,
                ...(secrets.clientSecret ? { clientSecret: secrets.clientSecret } : {}),
                ...(secrets.refreshToken ? { refreshToken: secrets.refreshToken } : {}),
              },
            }
          : {}),
      };
    case 'telegram':
      return { ...open, ...(secrets.token ? { token: secrets.token } : {}) };
    case 'asterisk':
      return {
        ...open,
        ami: { ...open.ami, ...(secrets.ami ? { secret: secrets.ami } : {}) },
        ...(open.softphone ? { softphone: withPassword(open.softphone, secrets.softphone) } : {}),
        ...(open.recordings ? { recordings: withPassword(open.recordings, secrets.recordings) } : {}),
        ...(open.voicemail ? { voicemail: withPassword(open.voicemail, secrets.voicemail) } : {}),
        ...(open.history ? { history: withPassword(open.history, secrets.history) } : {}),
      };
    case 'cloud-pbx':
      return {
        ...open,
        ...(secrets.secret ? { secret: secrets.secret } : {}),
        ...(secrets.token ? { token: secrets.token } : {}),
      };
  }
}

const withPassword = <T extends object>(open: T, password: string | undefined): T & { password?: string } => ({
  ...open,
  ...(password ? { password } : {}),
});
