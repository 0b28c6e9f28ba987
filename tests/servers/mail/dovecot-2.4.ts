import { block, type DovecotOptions, type DovecotPorts, folderBlocks, serviceBlocks, tokenMechanisms } from './dovecot-parts.ts';

/**
 * The same island in the words of Dovecot 2.4, which renamed most settings and reads nothing of 2.3 (its upgrade guide, "Dovecot
 * CE 2.3 to 2.4"). The tokens are part of it, not of a file of their own.
 */
export function dovecotConfig24(dir: string, ports: DovecotPorts, options: DovecotOptions): string {
  const tokens = options.mechanisms ?? tokenMechanisms;
  return [
    'dovecot_config_version = 2.4.0',
    'dovecot_storage_version = 2.4.0',
    `base_dir = ${dir}/run`,
    `state_dir = ${dir}/state`,
    'log_path = /dev/stderr',
    'listen = 127.0.0.1',
    'protocols = imap lmtp',
    'default_internal_user = dovecot',
    'default_login_user = dovenull',
    'ssl = yes',
    `ssl_server_cert_file = ${dir}/tls/cert.pem`,
    `ssl_server_key_file = ${dir}/tls/key.pem`,
    'auth_allow_cleartext = yes',
    `auth_mechanisms = plain login${options.introspectionUrl === undefined ? '' : ` ${tokens}`}`,
    'auth_username_format = %{user | lower}',
    'auth_failure_delay = 0',
    `mail_max_userip_connections = ${options.maxConnections}`,
    ...(options.capability === undefined ? [] : [`imap_capability = ${options.capability}`]),
    'mail_driver = maildir',
    'mail_path = ~/Maildir',
    'mail_fsync = never',
    'first_valid_uid = 1',
    ...(options.introspectionUrl === undefined
      ? []
      : [
          block('oauth2', [
            'introspection_mode = post',
            `introspection_url = ${options.introspectionUrl}`,
            'username_attribute = username',
            'active_attribute = active',
            'active_value = true',
          ]),
          block('passdb oauth2', [`mechanisms_filter = ${tokens}`]),
        ]),
    block('passdb passwd-file', [`passwd_file_path = ${dir}/users`, 'default_password_scheme = PLAIN']),
    block('userdb static', [block('fields', ['uid = vmail', 'gid = vmail', `home = ${dir}/home/%{user}`])]),
    block('namespace inbox', ['inbox = yes', 'separator = /', ...folderBlocks(options.folders)]),
    ...serviceBlocks(ports),
    '',
  ].join('\n');
}
