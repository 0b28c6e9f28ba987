import type {
  ChannelConfig,
  EmailChannelConfig,
  ServerConfig,
  TelegramChannelConfig,
} from '../../../shared/contract/provision.ts';
import type { ChannelKind } from '../../../shared/model/index.ts';
import { type CloudDraft, type CloudProblem, cloudConfig, cloudDraft, cloudProblems, newCloud } from './cloud-draft.ts';
import { type OAuthDraft, oauthConfig, oauthDraftOf, oauthProblems, passwordDraft } from './oauth-draft.ts';
import {
  type AsteriskDraft,
  type AsteriskProblem,
  asteriskConfig,
  asteriskDraft,
  asteriskProblems,
  newAsterisk,
} from './phone-draft.ts';
import { hasPort, type ServerDraft, type Tls } from './server-draft.ts';

/** What has been typed. A field that was not touched is absent and follows the ones above it. */
export type EmailDraft = {
  kind: 'email';
  id: string;
  name?: string;
  address: string;
  user?: string;
  password: string;
  imap: ServerDraft;
  smtp: ServerDraft;
  /** Sending logs in with the same user and password. */
  smtpSame: boolean;
  smtpUser: string;
  smtpPassword: string;
  importDays: string;
  oauth: OAuthDraft;
  /** The person has signed in at the provider, now or when the channel was saved. */
  signedIn: boolean;
  /** Paths; absent while nobody has chosen. */
  folders?: string[];
  followSeen: boolean;
  markDeleted: boolean;
  /** A certificate authority for both servers, PEM text or a path. */
  ca: string;
  kept: Pick<EmailChannelConfig, 'sentCopy' | 'aliases'>;
};

export type TelegramDraft = {
  kind: 'telegram';
  id: string;
  name?: string;
  token: string;
  apiRoot: string;
  /** The API server runs beside this program with --local. */
  localServer: boolean;
  takesGroups: boolean;
  kept: Pick<TelegramChannelConfig, 'allowInsecure'>;
};
export type ChannelDraft = EmailDraft | TelegramDraft | AsteriskDraft | CloudDraft;

export type FieldProblem =
  | 'required'
  | 'badEmail'
  | 'badPort'
  | 'badDays'
  | 'badUrl'
  | 'badToken'
  | AsteriskProblem
  | CloudProblem;

const ports: Record<'imap' | 'smtp', Record<Tls, string>> = {
  imap: { implicit: '993', starttls: '143', none: '143' },
  smtp: { implicit: '465', starttls: '587', none: '25' },
};

export function newDraft(kind: ChannelKind, id: string): ChannelDraft {
  if (kind === 'asterisk') return newAsterisk(id);
  if (kind === 'cloud-pbx') return newCloud(id);
  if (kind === 'telegram') return { kind, id, token: '', apiRoot: '', localServer: false, takesGroups: false, kept: {} };
  return {
    kind,
    id,
    address: '',
    password: '',
    imap: { tls: 'implicit', allowInsecure: false },
    smtp: { tls: 'implicit', allowInsecure: false },
    smtpSame: true,
    smtpUser: '',
    smtpPassword: '',
    importDays: '90',
    oauth: passwordDraft,
    signedIn: false,
    followSeen: true,
    markDeleted: true,
    ca: '',
    kept: {},
  };
}

function serverDraft({ host, port, tls, allowInsecure }: Omit<ServerConfig, 'user'>): ServerDraft {
  return { host, port: String(port), tls, allowInsecure: allowInsecure ?? false };
}

export function draftOf(config: ChannelConfig): ChannelDraft {
  if (config.kind === 'asterisk') return asteriskDraft(config);
  if (config.kind === 'cloud-pbx') return cloudDraft(config);
  if (config.kind === 'telegram') {
    return {
      kind: 'telegram',
      id: config.id,
      name: config.name,
      token: '',
      apiRoot: config.apiRoot ?? '',
      localServer: config.localServer ?? false,
      takesGroups: config.groups === 'take',
      kept: config.allowInsecure === undefined ? {} : { allowInsecure: config.allowInsecure },
    };
  }
  const { imap, smtp } = config;
  const smtpSame = smtp.user === undefined || smtp.user === imap.user;
  return {
    kind: 'email',
    id: config.id,
    name: config.name,
    address: config.address,
    user: imap.user,
    password: '',
    imap: serverDraft(imap),
    smtp: serverDraft(smtp),
    smtpSame,
    smtpUser: smtpSame ? '' : (smtp.user ?? ''),
    smtpPassword: '',
    importDays: String(config.importDays ?? 90),
    oauth: oauthDraftOf(config.oauth),
    signedIn: config.oauth !== undefined,
    ...(config.folders === undefined ? {} : { folders: config.folders }),
    followSeen: config.follow?.seen !== false,
    markDeleted: config.follow?.deletions !== 'keep',
    ca: imap.ca ?? smtp.ca ?? '',
    kept: {
      ...(config.sentCopy === undefined ? {} : { sentCopy: config.sentCopy }),
      ...(config.aliases === undefined ? {} : { aliases: config.aliases }),
    },
  };
}

/** Every field as it stands, typed or followed: the host by the address, sending by receiving, the port by encryption. */
export function effective(draft: EmailDraft) {
  const domain = draft.address.split('@')[1]?.trim() ?? '';
  const imapHost = draft.imap.host ?? (domain === '' ? '' : `imap.${domain}`);
  return {
    name: draft.name ?? draft.address,
    user: draft.user ?? draft.address,
    imapHost,
    imapPort: draft.imap.port ?? ports.imap[draft.imap.tls],
    smtpHost: draft.smtp.host ?? imapHost.replace(/^imap\./, 'smtp.'),
    smtpPort: draft.smtp.port ?? ports.smtp[draft.smtp.tls],
  };
}

/** What is wrong, by field. Empty when the draft can be tested. `editing`: secrets may stay as they are saved. */
export function problems(draft: ChannelDraft, editing: boolean): Partial<Record<string, FieldProblem>> {
  if (draft.kind === 'asterisk') return asteriskProblems(draft, editing);
  if (draft.kind === 'cloud-pbx') return cloudProblems(draft, editing);
  const found: Partial<Record<string, FieldProblem>> = {};
  const need = (field: string, value: string) => {
    if (value.trim() === '') found[field] = 'required';
  };
  if (draft.kind === 'telegram') {
    if (draft.name !== undefined) need('name', draft.name);
    if (!(editing && draft.token === '') && !/^\d+:\S+$/.test(draft.token.trim()))
      found.token = draft.token === '' ? 'required' : 'badToken';
    if (draft.apiRoot.trim() !== '' && !/^https?:\/\/\S+$/i.test(draft.apiRoot.trim())) found.apiRoot = 'badUrl';
    return found;
  }
  const now = effective(draft);
  need('name', now.name);
  need('user', now.user);
  need('imapHost', now.imapHost);
  need('smtpHost', now.smtpHost);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.address.trim())) found.address = draft.address === '' ? 'required' : 'badEmail';
  const byPassword = draft.oauth.way === 'password';
  if (!editing && byPassword) need('password', draft.password);
  if (!draft.smtpSame && byPassword) need('smtpUser', draft.smtpUser);
  Object.assign(found, oauthProblems(draft.oauth));
  for (const [field, value] of [
    ['imapPort', now.imapPort],
    ['smtpPort', now.smtpPort],
  ] as const) {
    if (!hasPort(value)) found[field] = 'badPort';
  }
  const days = Number(draft.importDays);
  if (draft.importDays.trim() === '' || !Number.isInteger(days) || days < 0 || days > 36_500) found.importDays = 'badDays';
  return found;
}

function secret(value: string): { password?: string } {
  return value === '' ? {} : { password: value };
}

/** The channel as it will be saved. An empty secret is left out, which keeps the sealed one. */
export function toConfig(draft: ChannelDraft): ChannelConfig {
  if (draft.kind === 'asterisk') return asteriskConfig(draft);
  if (draft.kind === 'cloud-pbx') return cloudConfig(draft);
  if (draft.kind === 'telegram') {
    const apiRoot = draft.apiRoot.trim().replace(/\/+$/, '');
    return {
      id: draft.id,
      kind: 'telegram',
      name: draft.name?.trim() || 'Telegram',
      ...(draft.token.trim() === '' ? {} : { token: draft.token.trim() }),
      ...(apiRoot === '' ? {} : { apiRoot, ...draft.kept }),
      ...(apiRoot !== '' && draft.localServer ? { localServer: true } : {}),
      ...(draft.takesGroups ? { groups: 'take' as const } : {}),
    };
  }
  const now = effective(draft);
  const server = (host: string, port: string, { tls, allowInsecure }: ServerDraft) => ({
    host: host.trim(),
    port: Number(port),
    tls,
    ...(allowInsecure && tls === 'none' ? { allowInsecure } : {}),
    ...(draft.ca.trim() === '' ? {} : { ca: draft.ca.trim() }),
  });
  const byPassword = draft.oauth.way === 'password';
  const password = byPassword ? secret(draft.password) : {};
  const follow = {
    ...(draft.followSeen ? {} : { seen: false }),
    ...(draft.markDeleted ? {} : { deletions: 'keep' as const }),
  };
  return {
    id: draft.id,
    kind: 'email',
    name: now.name.trim(),
    address: draft.address.trim(),
    imap: { ...server(now.imapHost, now.imapPort, draft.imap), user: now.user.trim(), ...password },
    smtp: {
      ...server(now.smtpHost, now.smtpPort, draft.smtp),
      ...(draft.smtpSame || !byPassword
        ? { user: now.user.trim(), ...password }
        : { user: draft.smtpUser.trim(), ...secret(draft.smtpPassword) }),
    },
    importDays: Number(draft.importDays),
    ...oauthConfig(draft.oauth),
    ...(draft.folders === undefined ? {} : { folders: draft.folders }),
    ...(Object.keys(follow).length === 0 ? {} : { follow }),
    ...draft.kept,
  };
}

/** An id of the form provisioning files use, which no channel has yet: `email`, `email-2`. */
export function freeId(kind: ChannelKind, taken: readonly string[]): string {
  for (let index = 1; ; index += 1) {
    const id = index === 1 ? kind : `${kind}-${index}`;
    if (!taken.includes(id)) return id;
  }
}
