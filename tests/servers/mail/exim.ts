export type EximPorts = { submission: number; smtps: number; mx: number };

/**
 * Exim (4.96 of Debian 12, 4.98 of Debian 13) as submission server (login required) and as the door for strangers, delivering by LMTP into Dovecot.
 * It knows only its own domains and users, asks no DNS, and refuses like a real one: 550 for unknown recipients,
 * 451 for `tempfail@…`, 552 for `full@…` and for mails over the limit. What it took for `bounced@…` it cannot deliver and says
 * so by a report (RFC 3464).
 */
export function eximConfig(
  dir: string,
  ports: EximPorts,
  { domains, maxMailBytes, introspectionUrl }: { domains: readonly string[]; maxMailBytes: number; introspectionUrl?: string },
): string {
  return `
exim_user = Debian-exim
exim_group = Debian-exim
primary_hostname = mx.${domains[0]}
spool_directory = ${dir}/exim/spool
log_file_path = ${dir}/exim/log/%slog
pid_file_path = ${dir}/exim/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${ports.submission} : ${ports.smtps} : ${ports.mx}
tls_on_connect_ports = ${ports.smtps}
tls_advertise_hosts = *
tls_certificate = ${dir}/exim/cert.pem
tls_privatekey = ${dir}/exim/key.pem
host_lookup =
rfc1413_hosts =
dns_ipv4_lookup = *
domainlist local_domains = ${domains.join(' : ')}
acl_smtp_rcpt = acl_rcpt
acl_smtp_data = acl_data
auth_advertise_hosts = *
dsn_advertise_hosts = *
smtputf8_advertise_hosts = *
message_size_limit = ${maxMailBytes}
smtp_accept_max = 100
smtp_accept_queue_per_connection = 0
smtp_enforce_sync = false
deliver_drop_privilege = true
keep_environment =
begin acl
acl_rcpt:
  deny    message = authentication required
          condition = \${if eq{$received_port}{${ports.mx}}{no}{yes}}
          !authenticated = *
  defer   message = 4.3.0 try again later
          local_parts = tempfail
  deny    message = 552 5.2.2 mailbox is full
          local_parts = full
  deny    message = relay not permitted
          !domains = +local_domains
  deny    message = 5.1.1 no such user
          !local_parts = bounced
          condition = \${lookup{$local_part@$domain}lsearch{${dir}/exim/passwd}{no}{yes}}
  accept
acl_data:
  accept
begin routers
gone:
  driver = redirect
  domains = +local_domains
  local_parts = bounced
  allow_fail
  data = :fail: the mailbox is gone
local:
  driver = accept
  domains = +local_domains
  transport = dovecot_lmtp
begin transports
dovecot_lmtp:
  driver = lmtp
  socket = ${dir}/run/lmtp
  batch_max = 50
  user = Debian-exim
begin retry
* * F,1m,2s
begin rewrite
begin authenticators
PLAIN:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{$auth3}{\${lookup{$auth2}lsearch{${dir}/exim/passwd}}}}
  server_set_id = $auth2
LOGIN:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = \${if eq{$auth2}{\${lookup{$auth1}lsearch{${dir}/exim/passwd}}}}
  server_set_id = $auth1
${introspectionUrl === undefined ? '' : xoauth2(new URL(introspectionUrl))}`;
}

/**
 * Exim has no driver for tokens; its driver for plain text reads any single answer, so the mechanism is spelled out here: the
 * user and the token are taken apart, and the provider is asked over HTTP whose the token is.
 */
function xoauth2({ hostname, port, pathname }: URL): string {
  const parts = String.raw`\N^user=([^\x01]+)\x01auth=Bearer ([^\x01]+)\x01\x01$\N`;
  const request = String.raw`GET ${pathname}?token=$2 HTTP/1.0\r\nHost: ${hostname}\r\n\r\n`;
  const answer = `\${readsocket{inet:${hostname}:${port}}{${request}}{10s}{ }{no}}`;
  return `
XOAUTH2:
  driver = plaintext
  public_name = XOAUTH2
  server_prompts = :
  server_condition = \${if match{$auth1}{${parts}}{\${if match{${answer}}{"active":true,"username":"$1"}{yes}{no}}}{no}}
  server_set_id = \${if match{$auth1}{${parts}}{$1}{}}
`;
}
