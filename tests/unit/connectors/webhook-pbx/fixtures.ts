import type { Note } from '../../../../electron/connectors/webhook-pbx/told.ts';

const form = 'application/x-www-form-urlencoded';
let clock = 1_800_000_000_000;
const note = (path: string, contentType: string, body: string): Note => {
  clock += 1000;
  return { receivedAt: clock, path, contentType, body };
};

/** A form of Mango Office as its document shows it: `vpbx_api_key`, `sign`, `json`. */
export const mangoNote = (path: string, json: object): Note =>
  note(path, form, new URLSearchParams({ vpbx_api_key: '1234567890qwerty', sign: '', json: JSON.stringify(json) }).toString());

/** "API Mango Office" 1.9, section 3.1.6, examples 1 to 4. */
export const mangoSummaries = {
  answered: {
    entry_id: '232wc3e3w3s222',
    call_direction: 1,
    from: { number: '7800123635242' },
    to: { extension: '123', number: '7800123456789' },
    line_number: '7800123456789',
    create_time: 1399906976,
    forward_time: 1399906978,
    talk_time: 1399906980,
    end_time: 1399906990,
    entry_result: 1,
    disconnect_reason: 1100,
  },
  endedInMenu: {
    entry_id: '232wc3e3w3s222',
    call_direction: 1,
    from: { number: '79000000000' },
    to: {},
    line_number: '7800123456789',
    create_time: 1399906976,
    forward_time: 1399906978,
    talk_time: 0,
    end_time: 1399906990,
    entry_result: 1,
    disconnect_reason: 1170,
  },
  calledOut: {
    entry_id: '232wc3e3w3s222',
    call_direction: 2,
    from: { extension: '123', number: 'sip:user1@xyz.mangosip.ru' },
    to: { number: '7800123456789' },
    line_number: '74953333357',
    create_time: 1399906976,
    forward_time: 1399906976,
    talk_time: 1399906980,
    entry_result: 1,
    end_time: 1399906990,
    disconnect_reason: 1100,
  },
  nobodyThere: {
    entry_id: '232wc3e3w3s222',
    call_direction: 2,
    from: { extension: '123', number: 'sip:user1@xyz.mangosip.ru' },
    to: { number: '7800123456789' },
    line_number: '74953333357',
    create_time: 1399906976,
    forward_time: 1399906976,
    talk_time: 0,
    entry_result: 0,
    end_time: 1399906990,
    disconnect_reason: 1100,
  },
};

const consulted = { entry_id: '232wc3e3w3s222', locaton: 'abonent' };
const first = { ...consulted, call_id: '200:514', to: { extension: '123', number: '12345678' } };
const second = { ...consulted, call_id: '202:515', to: { extension: '321', number: '87654321' } };
const them = { number: '74955404444' };
const colleague = { extension: '123', number: '12345678', taken_from_call_id: '200:514' };

/** "API Mango Office" 1.9, appendix, "Перевод вызова с консультацией", in the order it is shown there. */
export const mangoConsultation = [
  { ...first, timestamp: '1398956978', seq: '1', call_state: 'Appeared', from: them },
  { ...first, timestamp: 1398956985, seq: '2', call_state: 'Connected', from: them },
  { ...first, timestamp: '1398956995', seq: '3', call_state: 'OnHold', from: them },
  { ...second, timestamp: '1398957005', seq: '1', call_state: 'Appeared', from: colleague },
  { ...second, timestamp: 1398957005, seq: '2', call_state: 'Connected', from: colleague },
  { ...first, timestamp: 1398956995, seq: '4', call_state: 'Disconnected', from: them, disconnect_reason: '1120' },
  { ...second, timestamp: 1398957005, seq: '3', call_state: 'Connected', from: { ...them, taken_from_call_id: '200:514' } },
  { ...second, timestamp: '1398957015', seq: '4', call_state: 'Disconnected', from: { ...them, taken_from_call_id: '200:514' } },
];

/** "API Mango Office" 1.9, section 3.1.8. */
export const mangoRecord = {
  entry_id: 'NTAwOTQxMTAyMg==',
  product_id: 300022532,
  user_id: 300049012,
  timestamp: 1578664187,
  recording_id: 'MToxMDAwNjA4NTo1MDA5NDExMDIyOjE=',
};

export const zadarmaNote = (fields: Record<string, string>): Note => note('', form, new URLSearchParams(fields).toString());

const inbound = {
  call_start: '2026-11-22 10:00:00',
  pbx_call_id: 'in_5f3a',
  caller_id: '+79161234567',
  called_did: '74950001122',
};
const outbound = { call_start: '2026-11-22 11:00:00', pbx_call_id: 'out_77b1', internal: '101', destination: '79161234567' };

/** Events and fields of the Zadarma API documentation, section "Webhooks", each with all it names. */
export const zadarmaEvents = {
  start: { event: 'NOTIFY_START', ...inbound },
  internal: { event: 'NOTIFY_INTERNAL', ...inbound, internal: '101' },
  answer: { event: 'NOTIFY_ANSWER', ...inbound, destination: '101', internal: '101' },
  end: {
    event: 'NOTIFY_END',
    ...inbound,
    internal: '101',
    duration: '42',
    disposition: 'answered',
    status_code: '16',
    is_recorded: '1',
    call_id_with_rec: '1458832388.4595',
  },
  missed: { event: 'NOTIFY_END', ...inbound, duration: '0', disposition: 'no answer', status_code: '19', is_recorded: '0' },
  record: { event: 'NOTIFY_RECORD', pbx_call_id: 'in_5f3a', call_id_with_rec: '1458832388.4595' },
  outStart: { event: 'NOTIFY_OUT_START', ...outbound },
  outEnd: {
    event: 'NOTIFY_OUT_END',
    ...outbound,
    caller_id: '74950001122',
    duration: '0',
    disposition: 'busy',
    status_code: '17',
    is_recorded: '0',
  },
};

export const jsonNote = (body: object): Note => note('', 'application/json', JSON.stringify(body));

const uisCall = { call_session_id: 182736455, contact_phone_number: '79161234567', virtual_phone_number: '74950001122' };

/** Parameters of the notifications of the UIS help centre, in bodies as the README of the connector has them set up. */
export const uisEvents = {
  inCall: { event: 'in_call', ...uisCall, notification_timestamp: 1700000000, contact_full_name: 'Мария Кузнецова' },
  waiting: { event: 'waiting', ...uisCall, notification_timestamp: 1700000002, direction: 'in', employee_id: 101 },
  talk: { event: 'talk', ...uisCall, notification_timestamp: 1700000007, direction: 'in', employee_id: 101 },
  end: {
    event: 'end',
    ...uisCall,
    notification_timestamp: 1700000037,
    direction: 'in',
    employee_id: 101,
    talk_time_duration: 30,
    total_time_duration: 37,
    wait_time_duration: 7,
  },
  lost: { event: 'lost', ...uisCall, notification_timestamp: 1700000020, wait_time_duration: 20 },
  record: {
    event: 'record',
    ...uisCall,
    notification_timestamp: 1700000050,
    file_link: 'https://app.uiscom.ru/system/media/talk/182736455/a1b2/',
    file_duration: 30,
  },
};

type Xsi = { type: string; personality?: string; target?: string; number?: string; more?: string; callType?: string };

/** `CallState` in which the schema says each event tells its call. */
const states: Record<string, string> = {
  CallAnsweredEvent: 'Active',
  CallHeldEvent: 'Held',
  CallRetrievedEvent: 'Active',
  CallReleasedEvent: 'Released',
  CallRedirectedEvent: 'Detached',
};

/**
 * An event of BroadWorks Xsi-Events. Every element is of the schema http://schema.broadsoft.com/xsi, release 20 (types Event,
 * SubscriptionEvent, CallEvent, Call, PartyInformation, Redirection, ReleaseCause), in its order and with its values; what is empty
 * there is empty here. That Beeline sends these is known by an event of its own (gist benone/f28b5dba33f371e9c6f5b9f7fab9793f:
 * `targetId` below `ip.beeline.ru`, a hidden party as `privacy` without an address) and by antibaloo/bpm.ucre.ru on GitHub
 * (beelinePbx/index.php), which names every element it reads.
 */
export const xsiNote = ({ type, personality = 'Terminator', target = '9651234567', number, more = '', callType }: Xsi): Note =>
  note(
    '',
    'application/xml; charset=UTF-8',
    `<?xml version="1.0" encoding="UTF-8"?>
<xsi:Event xmlns:xsi="http://schema.broadsoft.com/xsi" xmlns:xsi1="http://www.w3.org/2001/XMLSchema-instance" xsi1:type="xsi:SubscriptionEvent">
<xsi:eventID>d977104c-8cca-437c-9b4e-30c03ba1f20a</xsi:eventID><xsi:sequenceNumber>4</xsi:sequenceNumber>
<xsi:userId>MPBX_E_252526_EventSubscription@ip.beeline.ru</xsi:userId><xsi:externalApplicationId>portal</xsi:externalApplicationId>
<xsi:subscriptionId>99ee035c-9c41-4ba4-b9cd-6d6c956be44b</xsi:subscriptionId>
<xsi:httpContact><xsi:uri>https://acme.test/calls</xsi:uri></xsi:httpContact>
<xsi:targetId>${target}@ip.beeline.ru</xsi:targetId>
<xsi:eventData xsi1:type="xsi:${type}">${type === 'CallRedirectedEvent' ? '<xsi:calls>' : ''}<xsi:call><xsi:callId>callhalf-227509:0</xsi:callId>
<xsi:extTrackingId>295313b0-ab3b-416e-884b-7faaa8dbc4ee</xsi:extTrackingId>
<xsi:networkCallId>BW0946219291511201@10.0.0.1</xsi:networkCallId>
<xsi:personality>${personality}</xsi:personality><xsi:state>${states[type] ?? 'Alerting'}</xsi:state>
<xsi:remoteParty>${number === undefined ? '<xsi:privacy/>' : `<xsi:name>Мария</xsi:name><xsi:address countryCode="7">tel:${number}</xsi:address>`}<xsi:callType>${callType ?? 'Network'}</xsi:callType></xsi:remoteParty>
<xsi:appearance>1</xsi:appearance><xsi:startTime>1456130781929</xsi:startTime>${more}</xsi:call>${type === 'CallRedirectedEvent' ? '</xsi:calls>' : ''}</xsi:eventData></xsi:Event>`,
  );

/** The last of `redirections`: the number of ours that was dialled. */
export const xsiRedirected = (line: string): string =>
  `<xsi:redirections><xsi:redirection><xsi:party><xsi:address countryCode="7">tel:${line}</xsi:address><xsi:callType>Network</xsi:callType></xsi:party><xsi:reason>hunt-group</xsi:reason></xsi:redirection></xsi:redirections>`;

/** Told of every telephone that is lifted; of no call. */
export const xsiHook = note(
  '',
  'application/xml; charset=UTF-8',
  `<?xml version="1.0" encoding="UTF-8"?><xsi:Event xmlns:xsi="http://schema.broadsoft.com/xsi" xmlns:xsi1="http://www.w3.org/2001/XMLSchema-instance" xsi1:type="xsi:SubscriptionEvent"><xsi:targetId>9651234567@ip.beeline.ru</xsi:targetId><xsi:eventData xsi1:type="xsi:HookStatusEvent"><xsi:hookStatus>On-Hook</xsi:hookStatus></xsi:eventData></xsi:Event>`,
);
