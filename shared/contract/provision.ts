import { z } from 'zod';

/**
 * The provisioning file (AUTOMATION surface): an administrator deploys the program with it. Unknown keys are refused,
 * so that a misspelt setting is told rather than ignored.
 */
const port = z.int().min(1).max(65_535);
const host = z.string().min(1).max(255);
/** As on closed networks, too, where a domain may be one word, and in national letters (RFC 6531). */
const mailAddress = z
  .string()
  .max(320)
  .regex(/^[^\s@<>]+@[^\s@<>]+$/, 'expected an email address');
const tls = z.enum(['none', 'starttls', 'implicit']);

const server = z.strictObject({
  host,
  port,
  tls,
  user: z.string().min(1),
  /** Absent or empty: keep the sealed one, or ask the agent. */
  password: z.string().optional(),
  allowInsecure: z.boolean().optional().describe('Send the password to a host that is not this machine without TLS'),
  ca: z.string().optional().describe('PEM text or path of a certificate authority to trust besides the system’s'),
});

const oauth = z
  .strictObject({
    provider: z.enum(['google', 'microsoft', 'yandex', 'mailru', 'custom']).optional(),
    clientId: z.string().min(1).describe('The program’s registration at the provider'),
    clientSecret: z.string().optional(),
    authorizationUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Known for every provider but a custom one'),
    tokenUrl: z.url({ protocol: /^https?$/ }).optional(),
    scope: z.string().optional(),
    redirectPort: port.optional().describe('Where the registration allows one address only; any free port unless set'),
    /** Absent or empty: keep the sealed one, or sign in. */
    refreshToken: z.string().optional(),
  })
  .refine(
    ({ provider, authorizationUrl, tokenUrl, scope }) =>
      (provider ?? 'custom') !== 'custom' || (authorizationUrl !== undefined && tokenUrl !== undefined && scope !== undefined),
    'expected authorizationUrl, tokenUrl and scope, or a provider whose addresses are known',
  );

const channelId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'expected 1 to 64 letters, digits, dots, dashes or underscores');

export const emailChannel = z.strictObject({
  id: channelId,
  kind: z.literal('email'),
  name: z.string().min(1).max(120),
  address: mailAddress,
  aliases: z.array(mailAddress).optional().describe('Further addresses of ours that end up in this mailbox'),
  imap: server,
  smtp: server.extend({ user: z.string().optional() }),
  importDays: z.int().min(0).max(36_500).optional().describe('Window of the first import in days; 90 unless set'),
  oauth: oauth.optional().describe('Signs in at the provider instead of with a password, for both servers'),
  folders: z
    .array(z.string().min(1).max(1000))
    .min(1)
    .max(100)
    .optional()
    .describe('Folders that are read, by their paths on the server; INBOX unless set. Sent is read besides for our own answers'),
  follow: z
    .strictObject({
      seen: z.boolean().optional().describe('Read in one place is read in both; so unless set to false'),
      deletions: z
        .enum(['keep', 'mark'])
        .optional()
        .describe('What is deleted on the server is marked so here; kept silently if "keep"'),
    })
    .optional(),
  sentCopy: z.enum(['auto', 'append', 'server']).optional().describe('Who keeps the copy in Sent; found out unless set'),
});

export const telegramChannel = z.strictObject({
  id: channelId,
  kind: z.literal('telegram'),
  name: z.string().min(1).max(120),
  token: z.string().optional(),
  apiRoot: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address of a Bot API server; the public one unless set'),
  allowInsecure: z.boolean().optional().describe('Send the token to a host that is not this machine without TLS'),
  localServer: z
    .boolean()
    .optional()
    .describe('The API server runs with --local beside this program: files come as paths of its disk, without the public limits'),
  groups: z.enum(['ignore', 'take']).optional().describe('What is written in groups the bot is in; ignored unless set'),
});

const extension = z.string().regex(/^[A-Za-z0-9_*#+-]{1,40}$/, 'expected the digits or name of an extension');
const seat = z.strictObject({
  extension,
  agent: z.string().min(1).max(320).describe('Login, mail address or name of the agent'),
  name: z.string().max(120).optional().describe('What is shown where the agent is not one of this workspace'),
});
/** Where files lie: a folder of this machine (mounted from the PBX) or an address that serves them by name. */
const files = z
  .strictObject({
    path: z.string().min(1).optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
    user: z.string().optional(),
    /** Absent or empty: keep the sealed one. */
    password: z.string().optional(),
    allowInsecure: z.boolean().optional(),
  })
  .refine(({ path, url }) => (path === undefined) !== (url === undefined), 'expected either path or url');

export const asteriskChannel = z.strictObject({
  id: channelId,
  kind: z.literal('asterisk'),
  name: z.string().min(1).max(120),
  ami: z.strictObject({
    host,
    port,
    tls: z.enum(['none', 'implicit']),
    user: z.string().min(1),
    /** Absent or empty: keep the sealed one, or ask the agent. */
    secret: z.string().optional(),
    allowInsecure: z.boolean().optional().describe('Send the secret to a host that is not this machine without TLS'),
    ca: z.string().optional().describe('PEM text or path of a certificate authority to trust besides the system’s'),
  }),
  extension: extension.optional().describe('Extension of the agent at this desk; none for a relay'),
  originateContext: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .describe('Context of the dialplan in which numbers are called; from-internal unless set'),
  device: z
    .string()
    .regex(/^[A-Za-z0-9]+\/[^{}]*\{extension\}[^{}]*$/, 'expected a channel with {extension} in it, such as "PJSIP/{extension}"')
    .optional()
    .describe('How Asterisk rings an extension; PJSIP/{extension} unless set'),
  internalDigits: z.int().min(1).max(9).optional().describe('A number of at most so many digits is one of ours; 5 unless set'),
  softphone: z
    .strictObject({
      url: z.url({ protocol: /^wss?$/ }),
      domain: host,
      user: z.string().min(1),
      /** Absent or empty: keep the sealed one. */
      password: z.string().optional(),
      allowInsecure: z.boolean().optional().describe('Sign in at a host that is not this machine without TLS'),
      stun: z.array(z.string().min(1)).max(10).optional().describe('Addresses such as stun:stun.example.com:3478'),
    })
    .optional(),
  queues: z
    .array(z.string().min(1).max(80))
    .max(100)
    .optional()
    .describe('Queues of this desk’s agent; those they are in already unless set'),
  agents: z.array(seat).max(5000).optional().describe('Who sits at which extension'),
  recordings: files.optional().describe('Where recordings of MixMonitor are fetched; without it they stay at the PBX'),
  voicemail: files
    .optional()
    .describe(
      'Where the folders of app_voicemail are, so that messages are on the timelines; where the recordings are unless set',
    ),
  history: files
    .optional()
    .describe('Channel events as cel_custom writes them (see README): what happened while nobody listened is read from there'),
});

const order = z.strictObject({
  url: z.string().min(1).max(2000).describe('{number}, {extension} and {id} stand for what is ordered; {token} for the token'),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional().describe('POST unless set'),
  headers: z.record(z.string(), z.string()).optional(),
  body: z
    .string()
    .max(10_000)
    .optional()
    .describe('With the same places as the address; JSON unless a content-type header says other'),
  idAt: z.string().min(1).max(200).optional().describe('Where the answer names the call, such as "data.call_id"'),
  success: z
    .strictObject({ at: z.string().min(1).max(200), is: z.string().max(200) })
    .optional()
    .describe('What the answer says when it was taken, such as {"at": "result", "is": "1000"}; any 2xx unless set'),
  allowInsecure: z.boolean().optional().describe('Send the order to a host that is not this machine without TLS'),
});

/** Who runs a PBX in the cloud, and so how its events are written. */
export const cloudPbxProvider = z.enum(['generic', 'mango', 'uis', 'zadarma', 'beeline']);

export const cloudPbxChannel = z.strictObject({
  id: channelId,
  kind: z.literal('cloud-pbx'),
  name: z.string().min(1).max(120),
  provider: cloudPbxProvider,
  listen: z.strictObject({
    host: host.optional().describe('Address that is listened at; 127.0.0.1 unless set, behind something that ends TLS'),
    port,
    path: z
      .string()
      .regex(/^\/[!-~]*$/, 'expected a path such as "/calls"')
      .max(500)
      .describe('All below it is listened to as well'),
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where the provider reaches it from outside; only shown, to be entered there'),
  }),
  auth: z.enum(['hmac', 'token']).optional().describe('Of "generic": a signature of each body, or a token; hmac unless set'),
  key: z.string().min(1).max(300).optional().describe('Key of the account: vpbx_api_key of Mango Office, user key of Zadarma'),
  /** Absent or empty: keep the sealed one, or ask the agent. */
  secret: z.string().optional().describe('What events are signed with or carry: the salt of Mango Office, the secret of Zadarma'),
  /** Absent or empty: keep the sealed one. */
  token: z.string().optional().describe('Put in the place of {token} in orders'),
  apiRoot: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where recordings of Mango Office and Zadarma are asked for; the provider’s own address unless set'),
  originate: order.optional().describe('How a call is begun; none can be unless set'),
  hangUp: order.optional().describe('How a call is ended, with {id} as the provider names it'),
  extension: extension.optional().describe('Extension of the agent at this desk; none for a relay'),
  agents: z.array(seat).max(5000).optional().describe('Who sits at which extension'),
});

export const channelConfig = z.discriminatedUnion('kind', [emailChannel, telegramChannel, asteriskChannel, cloudPbxChannel]);

export const provisionFile = z.strictObject({
  $schema: z.string().optional(),
  workspace: z
    .strictObject({
      name: z.string().min(1).max(120).optional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'expected an ISO 3166 code such as "RU"')
        .optional(),
    })
    .optional(),
  agent: z.strictObject({ name: z.string().min(1).max(120).optional(), email: mailAddress.optional() }).optional(),
  team: z
    .strictObject({
      url: z.string().min(1).describe('postgres://login@host:port/database of the team'),
      password: z.string().optional().describe('Absent or empty: keep the sealed one'),
    })
    .optional(),
  channels: z.array(channelConfig).optional(),
});

export type EmailChannelConfig = z.infer<typeof emailChannel>;
export type TelegramChannelConfig = z.infer<typeof telegramChannel>;
export type AsteriskChannelConfig = z.infer<typeof asteriskChannel>;
export type CloudPbxChannelConfig = z.infer<typeof cloudPbxChannel>;
export type ChannelConfig = z.infer<typeof channelConfig>;
export type ProvisionFile = z.infer<typeof provisionFile>;
export type OAuthConfig = z.infer<typeof oauth>;
export type ServerConfig = z.infer<typeof server>;
