import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';

export type CloudProvider = CloudPbxChannelConfig['provider'];
export const cloudProviders: readonly CloudProvider[] = ['generic', 'mango', 'uis', 'zadarma', 'beeline'];

type Order = NonNullable<CloudPbxChannelConfig['originate']>;

/** `token`: what arrives is known by a token in the address; `key`: the account has a key of its own besides the secret. */
type Manner = { token?: true; key?: true; order?: Order };

const json = (value: unknown): string => JSON.stringify(value);

/**
 * How each provider wants it, after its documents (electron/connectors/webhook-pbx/README.md names them). The order is what calls
 * out; words in capitals are the subscriber's to fill in.
 */
export const manners: Record<CloudProvider, Manner> = {
  generic: {},
  mango: {
    key: true,
    order: {
      url: 'https://app.mango-office.ru/vpbx/commands/callback',
      body: json({ command_id: '{id}', from: { extension: '{extension}' }, to_number: '{number}' }),
      success: { at: 'result', is: '1000' },
    },
  },
  uis: {
    token: true,
    order: {
      url: 'https://callapi.comagic.ru/v4.0',
      body: json({
        jsonrpc: '2.0',
        method: 'start.employee_call',
        id: '{id}',
        params: {
          access_token: '{token}',
          first_call: 'employee',
          virtual_phone_number: 'VIRTUAL_NUMBER',
          contact: '{number}',
          employee: { id: 0 },
        },
        // The service wants a number here, which a quoted place would not be.
      }).replace('"id":0', '"id":{extension}'),
      idAt: 'result.data.call_session_id',
    },
  },
  zadarma: {
    key: true,
    order: {
      url: 'https://api.zadarma.com/v1/request/callback/?from={extension}&to={number}',
      method: 'GET',
      success: { at: 'status', is: 'success' },
    },
  },
  beeline: {
    token: true,
    order: {
      url: 'https://cloudpbx.beeline.ru/apis/portal/abonents/{extension}/call?phoneNumber={number}',
      headers: { 'X-MPBX-API-AUTH-TOKEN': '{token}' },
    },
  },
};

const session = ['call_session_id', 'notification_timestamp'];
const caller = ['contact_phone_number', 'virtual_phone_number'];

/** What each notification of UIS is to have in its body: the service fills in what stands in double braces. */
export const uisBodies = [
  { event: 'in_call', parameters: [...session, ...caller, 'contact_full_name'] },
  { event: 'waiting', parameters: [...session, ...caller, 'direction', 'employee_id'] },
  { event: 'out_call', parameters: [...session, ...caller, 'contact_full_name', 'employee_id'] },
  { event: 'talk', parameters: [...session, 'direction', 'employee_id'] },
  { event: 'talk_end', parameters: [...session, 'direction', 'employee_id'] },
  { event: 'lost', parameters: [...session, 'wait_time_duration'] },
  { event: 'end', parameters: [...session, 'direction', 'employee_id', 'talk_time_duration'] },
  { event: 'record', parameters: [...session, 'file_link', 'file_duration'] },
] as const;

export function uisBody({ event, parameters }: { event: string; parameters: readonly string[] }): string {
  const fields = parameters.map((name) => `"${name}": {{${name}}}`);
  return `{"event": "${event}", ${fields.join(', ')}}`;
}

/** What Beeline is asked once, and again before it expires (PUT …/apis/portal/subscription). */
export const beelineSubscription = (address: string): string =>
  json({ expires: 86_400, subscriptionType: 'BASIC_CALL', url: address });
