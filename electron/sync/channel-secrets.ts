import type { ChannelConfig, OAuthConfig } from '../../shared/contract/provision.ts';

/** An empty or absent secret means "keep the one you have". */
export function mergeSecrets(config: ChannelConfig, saved: ChannelConfig, given: string | undefined): ChannelConfig {
  if (config.kind === 'email' && saved.kind === 'email') {
    const imap = config.imap.password || saved.imap.password;
    const smtp = config.smtp.password || saved.smtp.password;
    return {
      ...config,
      imap: { ...config.imap, ...(imap ? { password: imap } : {}) },
      smtp: { ...config.smtp, ...(smtp ? { password: smtp } : {}) },
      ...(config.oauth ? { oauth: mergeOAuth(config.oauth, saved.oauth, given) } : {}),
    };
  }
  if (config.kind === 'telegram' && saved.kind === 'telegram') {
    const token = config.token || saved.token;
    return { ...config, ...(token ? { token } : {}) };
  }
  if (config.kind === 'asterisk' && saved.kind === 'asterisk') {
    const secret = config.ami.secret || saved.ami.secret;
    const kept = <T extends { password?: string | undefined }>(
      part: T,
      before: { password?: string | undefined } | undefined,
    ): T => {
      const password = part.password || before?.password;
      return { ...part, ...(password ? { password } : {}) };
    };
    return {
      ...config,
      ami: { ...config.ami, ...(secret ? { secret } : {}) },
      ...(config.softphone ? { softphone: kept(config.softphone, saved.softphone) } : {}),
      ...(config.recordings ? { recordings: kept(config.recordings, saved.recordings) } : {}),
      ...(config.voicemail ? { voicemail: kept(config.voicemail, saved.voicemail) } : {}),
      ...(config.history ? { history: kept(config.history, saved.history) } : {}),
    };
  }
  if (config.kind === 'cloud-pbx' && saved.kind === 'cloud-pbx') {
    const secret = config.secret || saved.secret;
    const token = config.token || saved.token;
    return { ...config, ...(secret ? { secret } : {}), ...(token ? { token } : {}) };
  }
  return config;
}

/** `given`: the token that was replaced by the saved one. An administrator's file names it at every start, and means the saved one. */
function mergeOAuth(wanted: OAuthConfig, saved: OAuthConfig | undefined, given: string | undefined): OAuthConfig {
  if (saved === undefined || saved.clientId !== wanted.clientId) return wanted;
  const clientSecret = wanted.clientSecret || saved.clientSecret;
  const newer = wanted.refreshToken && wanted.refreshToken !== given ? wanted.refreshToken : undefined;
  const refreshToken = newer ?? saved.refreshToken ?? wanted.refreshToken;
  return { ...wanted, ...(clientSecret ? { clientSecret } : {}), ...(refreshToken ? { refreshToken } : {}) };
}
