import { block, type DovecotOptions, type DovecotPorts, folderBlocks, serviceBlocks, tokenMechanisms } from './dovecot-parts.ts';

/**
 * Dovecot 2.3 as one unprivileged island: its own sockets, users and mail under `dir`. `anvil-auth-penalty` stays on:
 * without it every start of the auth process stalls five seconds.
 */
export function dovecotConfig23(dir: string, ports: DovecotPorts, options: DovecotOptions): string {
  const tokens = options.mechanisms ?? tokenMechanisms;
  return [
    `base_dir = ${dir}/run`,
    `state_dir = ${dir}/state`,
    'log_path = /dev/stderr',
    'listen = 127.0.0.1',
    'protocols = imap lmtp',
    'default_internal_user = dovecot',
    'default_login_user = dovenull',
    'ssl = yes',
    `ssl_cert = <${dir}/tls/cert.pem`,
    `ssl_key = <${dir}/tls/key.pem`,
    'disable_plaintext_auth = no',
    `auth_mechanisms = plain login${options.introspectionUrl === undefined ? '' : ` ${tokens}`}`,
    'auth_username_format = %Lu',
    'auth_failure_delay = 0',
    `mail_max_userip_connections = ${options.maxConnections}`,
    ...(options.capability === undefined ? [] : [`imap_capability = ${options.capability}`]),
    'mail_location = maildir:~/Maildir',
    'mail_fsync = never',
    'first_valid_uid = 1',
    ...(options.introspectionUrl === undefined
      ? []
      : [block('passdb', ['driver = oauth2', `mechanisms = ${tokens}`, `args = ${dir}/oauth2.conf`])]),
    block('passdb', ['driver = passwd-file', `args = scheme=PLAIN username_format=%u ${dir}/users`]),
    block('userdb', ['driver = static', `args = uid=vmail gid=vmail home=${dir}/home/%u`]),
    block('namespace inbox', ['inbox = yes', 'separator = /', ...folderBlocks(options.folders)]),
    ...serviceBlocks(ports),
    '',
  ].join('\n');
}

/** Dovecot asks the provider itself, and takes a token for the user it names and no other. */
export function dovecotOAuth23(introspectionUrl: string): string {
  return [
    'introspection_mode = post',
    `introspection_url = ${introspectionUrl}`,
    'username_attribute = username',
    'active_attribute = active',
    'active_value = true',
    'tokeninfo_url =',
    '',
  ].join('\n');
}
