import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import { type FilesDraft, filesConfig, filesDraft, filesProblem, noFiles } from './files-draft.ts';
import { isExtension, type SeatDraft, seatConfig, seatDrafts, seatProblem } from './seats.ts';
import { hasPort, leavesMachine, type ServerDraft } from './server-draft.ts';

/** An Asterisk as typed. What was not touched is absent and follows what stands above it. */
export type AsteriskDraft = {
  kind: 'asterisk';
  id: string;
  name?: string;
  ami: ServerDraft;
  user: string;
  secret: string;
  ca: string;
  extension: string;
  originateContext: string;
  device: string;
  /** Names with commas between them. */
  queues: string;
  /** This desk is a telephone itself. */
  hasPhone: boolean;
  phone: { url?: string; domain?: string; user?: string; password: string; allowInsecure: boolean; stun: string };
  seats: SeatDraft[];
  recordings: FilesDraft;
  voicemail: FilesDraft;
  history: FilesDraft;
  kept: Pick<AsteriskChannelConfig, 'internalDigits'>;
};

const ports = { implicit: '5039', none: '5038', starttls: '5038' };
const usualDevice = 'PJSIP/{extension}';
const usualContext = 'from-internal';

export function newAsterisk(id: string): AsteriskDraft {
  return {
    kind: 'asterisk',
    id,
    ami: { tls: 'implicit', allowInsecure: false },
    user: '',
    secret: '',
    ca: '',
    extension: '',
    originateContext: usualContext,
    device: usualDevice,
    queues: '',
    hasPhone: false,
    phone: { password: '', allowInsecure: false, stun: '' },
    seats: [],
    recordings: noFiles,
    voicemail: noFiles,
    history: noFiles,
    kept: {},
  };
}

export function asteriskDraft(config: AsteriskChannelConfig): AsteriskDraft {
  const { ami, softphone, internalDigits } = config;
  return {
    kind: 'asterisk',
    id: config.id,
    name: config.name,
    ami: { host: ami.host, port: String(ami.port), tls: ami.tls, allowInsecure: ami.allowInsecure ?? false },
    user: ami.user,
    secret: '',
    ca: ami.ca ?? '',
    extension: config.extension ?? '',
    originateContext: config.originateContext ?? usualContext,
    device: config.device ?? usualDevice,
    queues: (config.queues ?? []).join(', '),
    hasPhone: softphone !== undefined,
    phone: {
      ...(softphone ? { url: softphone.url, domain: softphone.domain, user: softphone.user } : {}),
      password: '',
      allowInsecure: softphone?.allowInsecure ?? false,
      stun: (softphone?.stun ?? []).join(', '),
    },
    seats: seatDrafts(config.agents),
    recordings: filesDraft(config.recordings),
    voicemail: filesDraft(config.voicemail),
    history: filesDraft(config.history),
    kept: internalDigits === undefined ? {} : { internalDigits },
  };
}

/** Every field as it stands: the port by the encryption, the telephone by the PBX and the extension. */
export function effectiveAsterisk({ name, ami, extension, phone }: AsteriskDraft) {
  const host = ami.host ?? '';
  return {
    name: name ?? 'Asterisk',
    host,
    port: ami.port ?? ports[ami.tls],
    phoneUrl: phone.url ?? (host === '' ? '' : `wss://${host.trim()}:8089/ws`),
    phoneDomain: phone.domain ?? host,
    phoneUser: phone.user ?? extension,
  };
}

/** The address is `ws:` and leads out of this machine. */
export function phoneLeavesOpen(url: string): boolean {
  return /^ws:/i.test(url.trim()) && URL.canParse(url.trim()) && leavesMachine(new URL(url.trim()).hostname);
}

export type AsteriskProblem = 'required' | 'badPort' | 'badExtension' | 'badDevice' | 'badSocket' | 'badUrl' | 'twice';

export function asteriskProblems(draft: AsteriskDraft, editing: boolean): Partial<Record<string, AsteriskProblem>> {
  const now = effectiveAsterisk(draft);
  const found: Partial<Record<string, AsteriskProblem>> = {};
  const need = (field: string, value: string) => {
    if (value.trim() === '') found[field] = 'required';
  };
  need('name', now.name);
  need('host', now.host);
  need('user', draft.user);
  if (!editing) need('secret', draft.secret);
  if (!hasPort(now.port)) found.port = 'badPort';
  if (draft.extension.trim() !== '' && !isExtension(draft.extension)) found.extension = 'badExtension';
  if (!/^[A-Za-z0-9]+\/[^{}]*\{extension\}[^{}]*$/.test(draft.device.trim() || usualDevice)) found.device = 'badDevice';
  if (draft.hasPhone) {
    need('phoneDomain', now.phoneDomain);
    need('phoneUser', now.phoneUser);
    if (!editing) need('phonePassword', draft.phone.password);
    if (!/^wss?:\/\/\S+$/i.test(now.phoneUrl.trim())) found.phoneUrl = now.phoneUrl.trim() === '' ? 'required' : 'badSocket';
  }
  for (const files of ['recordings', 'voicemail', 'history'] as const) {
    const problem = filesProblem(draft[files]);
    if (problem) found[files] = problem;
  }
  for (const index of draft.seats.keys()) {
    const problem = seatProblem(draft.seats, index);
    if (problem) found[`seat${index}`] = problem;
  }
  return found;
}

/** The channel as it will be saved. An empty secret is left out, which keeps the sealed one. */
export function asteriskConfig(draft: AsteriskDraft): AsteriskChannelConfig {
  const now = effectiveAsterisk(draft);
  const { ami, phone } = draft;
  const queues = listed(draft.queues);
  const stun = listed(phone.stun);
  const device = draft.device.trim();
  const context = draft.originateContext.trim();
  const recordings = filesConfig(draft.recordings);
  const voicemail = filesConfig(draft.voicemail);
  const history = filesConfig(draft.history);
  const tls = ami.tls === 'none' ? 'none' : 'implicit';
  return {
    id: draft.id,
    kind: 'asterisk',
    name: now.name.trim(),
    ami: {
      host: now.host.trim(),
      port: Number(now.port),
      tls,
      user: draft.user.trim(),
      ...(draft.secret === '' ? {} : { secret: draft.secret }),
      ...(ami.allowInsecure && tls === 'none' ? { allowInsecure: true } : {}),
      ...(draft.ca.trim() === '' ? {} : { ca: draft.ca.trim() }),
    },
    ...(draft.extension.trim() === '' ? {} : { extension: draft.extension.trim() }),
    ...(context === '' || context === usualContext ? {} : { originateContext: context }),
    ...(device === '' || device === usualDevice ? {} : { device }),
    ...draft.kept,
    ...(draft.hasPhone
      ? {
          softphone: {
            url: now.phoneUrl.trim(),
            domain: now.phoneDomain.trim(),
            user: now.phoneUser.trim(),
            ...(phone.password === '' ? {} : { password: phone.password }),
            ...(phone.allowInsecure && phoneLeavesOpen(now.phoneUrl) ? { allowInsecure: true } : {}),
            ...(stun.length === 0 ? {} : { stun }),
          },
        }
      : {}),
    ...(queues.length === 0 ? {} : { queues }),
    ...seatConfig(draft.seats),
    ...(recordings ? { recordings } : {}),
    ...(voicemail ? { voicemail } : {}),
    ...(history ? { history } : {}),
  };
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
