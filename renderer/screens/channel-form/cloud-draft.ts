import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import { type CloudProvider, manners } from './cloud-providers.ts';
import { isExtension, type SeatDraft, seatConfig, seatDrafts, seatProblem } from './seats.ts';
import { hasPort } from './server-draft.ts';

type Order = NonNullable<CloudPbxChannelConfig['originate']>;

/** A PBX in the cloud as typed. */
export type CloudDraft = {
  kind: 'cloud-pbx';
  id: string;
  name: string;
  provider: CloudProvider;
  /** Where the provider reaches us from outside: scheme and host. */
  url: string;
  host: string;
  port: string;
  path: string;
  auth: 'hmac' | 'token';
  key: string;
  secret: string;
  /** What orders carry, where they carry one. */
  token: string;
  dials: boolean;
  orderUrl: string;
  orderBody: string;
  extension: string;
  seats: SeatDraft[];
  /** `order`: what of it is not shown. */
  kept: Pick<CloudPbxChannelConfig, 'apiRoot' | 'hangUp'> & { order?: Omit<Order, 'url' | 'body'> };
};

/** The order as the provider documents it, ready to be changed. */
const orderOf = (
  provider: CloudProvider,
): Pick<CloudDraft, 'orderUrl' | 'orderBody'> & { order: Omit<Order, 'url' | 'body'> } => {
  const { url = '', body = '', ...order } = manners[provider].order ?? {};
  return { orderUrl: url, orderBody: body, order };
};

export function newCloud(id: string): CloudDraft {
  return {
    kind: 'cloud-pbx',
    id,
    name: '',
    provider: 'generic',
    url: '',
    host: '',
    port: '8090',
    path: '/calls',
    auth: 'hmac',
    key: '',
    secret: '',
    token: '',
    dials: false,
    orderUrl: '',
    orderBody: '',
    extension: '',
    seats: [],
    kept: {},
  };
}

/** Another provider: its order takes the place of the one before. */
export function chooseProvider(draft: CloudDraft, provider: CloudProvider): CloudDraft {
  const { orderUrl, orderBody, order } = orderOf(provider);
  const { hangUp: _hangUp, order: _order, ...kept } = draft.kept;
  return { ...draft, provider, orderUrl, orderBody, kept: { ...kept, order } };
}

export function cloudDraft(config: CloudPbxChannelConfig): CloudDraft {
  const { listen, originate, apiRoot, hangUp } = config;
  const documented = orderOf(config.provider);
  const { url = documented.orderUrl, body = originate ? '' : documented.orderBody, ...order } = originate ?? {};
  return {
    kind: 'cloud-pbx',
    id: config.id,
    name: config.name,
    provider: config.provider,
    url: listen.url ?? '',
    host: listen.host ?? '',
    port: String(listen.port),
    path: listen.path,
    auth: config.auth ?? 'hmac',
    key: config.key ?? '',
    secret: '',
    token: '',
    dials: originate !== undefined,
    orderUrl: url,
    orderBody: body,
    extension: config.extension ?? '',
    seats: seatDrafts(config.agents),
    kept: {
      ...(apiRoot === undefined ? {} : { apiRoot }),
      ...(hangUp === undefined ? {} : { hangUp }),
      order: originate ? order : documented.order,
    },
  };
}

/** Events are known by a token that stands in the address. */
export const byToken = ({ provider, auth }: Pick<CloudDraft, 'provider' | 'auth'>): boolean =>
  provider === 'generic' ? auth === 'token' : manners[provider].token === true;

/**
 * What is entered at the provider. `outside` stands for the own host while nobody has said it, `kept` for a secret that is saved
 * and not shown.
 */
export function addressAtProvider(draft: CloudDraft, { outside, kept }: { outside: string; kept: string }): string {
  const base = draft.url.trim() === '' ? `https://${outside}` : draft.url.trim().replace(/\/+$/, '');
  const token = byToken(draft) ? `?token=${draft.secret === '' ? kept : encodeURIComponent(draft.secret)}` : '';
  return `${base}${draft.path.trim()}${token}`;
}

export type CloudProblem = 'required' | 'badUrl' | 'badPort' | 'badPath' | 'badExtension' | 'badOrder' | 'twice';

export function cloudProblems(draft: CloudDraft, editing: boolean): Partial<Record<string, CloudProblem>> {
  const found: Partial<Record<string, CloudProblem>> = {};
  if (draft.name.trim() === '') found.name = 'required';
  if (!editing && draft.secret.trim() === '') found.secret = 'required';
  if (manners[draft.provider].key && draft.key.trim() === '') found.key = 'required';
  if (draft.url.trim() !== '' && !/^https?:\/\/[^\s/]+\/*$/i.test(draft.url.trim())) found.url = 'badUrl';
  if (!hasPort(draft.port)) found.port = 'badPort';
  if (!/^\/[!-~]*$/.test(draft.path.trim())) found.path = 'badPath';
  if (draft.extension.trim() !== '' && !isExtension(draft.extension)) found.extension = 'badExtension';
  if (draft.dials && !/^https?:\/\/\S+$/i.test(draft.orderUrl.trim()))
    found.orderUrl = draft.orderUrl.trim() === '' ? 'required' : 'badUrl';
  if (draft.dials && /VIRTUAL_NUMBER/.test(draft.orderBody)) found.orderBody = 'badOrder';
  for (const index of draft.seats.keys()) {
    const problem = seatProblem(draft.seats, index);
    if (problem) found[`seat${index}`] = problem;
  }
  return found;
}

/** The channel as it will be saved. An empty secret is left out, which keeps the sealed one. */
export function cloudConfig(draft: CloudDraft): CloudPbxChannelConfig {
  const { order, ...kept } = draft.kept;
  const url = draft.url.trim().replace(/\/+$/, '');
  return {
    id: draft.id,
    kind: 'cloud-pbx',
    name: draft.name.trim(),
    provider: draft.provider,
    listen: {
      ...(draft.host.trim() === '' ? {} : { host: draft.host.trim() }),
      port: Number(draft.port),
      path: draft.path.trim(),
      ...(url === '' ? {} : { url }),
    },
    ...(draft.provider === 'generic' && draft.auth === 'token' ? { auth: 'token' as const } : {}),
    ...(draft.key.trim() === '' ? {} : { key: draft.key.trim() }),
    ...(draft.secret.trim() === '' ? {} : { secret: draft.secret.trim() }),
    ...(draft.token.trim() === '' ? {} : { token: draft.token.trim() }),
    ...kept,
    ...(draft.dials
      ? {
          originate: {
            ...order,
            url: draft.orderUrl.trim(),
            ...(draft.orderBody.trim() === '' ? {} : { body: draft.orderBody.trim() }),
          },
        }
      : {}),
    ...(draft.extension.trim() === '' ? {} : { extension: draft.extension.trim() }),
    ...seatConfig(draft.seats),
  };
}
