import type { MailServerOptions } from './types.ts';

export type DovecotPorts = { imap: number; imaps: number };

export type DovecotOptions = Required<Pick<MailServerOptions, 'folders' | 'maxConnections'>> &
  Pick<MailServerOptions, 'capability' | 'introspectionUrl' | 'mechanisms'>;

/** The mechanisms that carry a token, unless the options name others. */
export const tokenMechanisms = 'xoauth2 oauthbearer';

/** One section of a configuration; lines may be sections themselves. */
export function block(name: string, lines: readonly string[]): string {
  return [`${name} {`, ...lines.flatMap((line) => line.split('\n')).map((line) => `  ${line}`), '}'].join('\n');
}

export function folderBlocks(folders: DovecotOptions['folders']): string[] {
  return folders.map(({ name, specialUse }) =>
    block(`mailbox "${name}"`, ['auto = subscribe', ...(specialUse === undefined ? [] : [`special_use = ${specialUse}`])]),
  );
}

/** What listens: the ports of IMAP, and the socket that Exim delivers to. */
export function serviceBlocks(ports: DovecotPorts): string[] {
  return [
    block('service anvil', ['chroot =']),
    block('service imap-login', [
      'chroot =',
      block('inet_listener imap', [`port = ${ports.imap}`]),
      block('inet_listener imaps', [`port = ${ports.imaps}`, 'ssl = yes']),
    ]),
    block('service lmtp', [block('unix_listener lmtp', ['mode = 0666'])]),
  ];
}
