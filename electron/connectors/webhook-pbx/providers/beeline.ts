import { parseDocument } from 'htmlparser2';
import type { CallOutcome } from '../../../../shared/model/index.ts';
import { hasToken } from '../compare.ts';
import { type Told, Unreadable } from '../told.ts';
import type { Provider } from './provider.ts';

/**
 * Beeline cloud PBX: events of a subscription (`BASIC_CALL`), which are those of BroadWorks Xsi-Events in XML (schema
 * http://schema.broadsoft.com/xsi, types CallReceivedEvent, CallOriginatedEvent and so on, which extend CallEvent; release 20, of
 * which BroadSoft's "Xtended Services Interface, Interface Specification" is published under Beeline's name). One event is told for each of ours who is in a call;
 * `extTrackingId` is the same for all of them. It signs nothing: a token in the address.
 *
 * Elements that are there or not, and say nothing else: `recorded`, and `privacy` of a party that is hidden. `releaseCause` is told
 * only of a failure. Whoever redirects a call is out of it from then on (`Detached`), though released only with it.
 *
 * What Beeline puts into them is known by programs that are published and take them in (for one, antibaloo/bpm.ucre.ru on GitHub,
 * beelinePbx/index.php): `targetId` is the user with a domain, a mobile number of ours or a name with `SIP`, and one with `MPBX` or
 * `_vxml` is a menu, a group or a queue, which answers for nobody; a call that was ordered begins with the personality
 * `Click-to-Dial`, in which the other side is the desk itself that is rung first; `redirections` end with the number of ours that
 * was dialled.
 */
export const beeline: Provider = {
  isAuthentic: (request, { secret }) => hasToken(request, secret),
  read(note) {
    const event = documentOf(note.body);
    const data = find(event, 'eventData');
    if (data === undefined) throw new Unreadable('no event of Xsi-Events');
    const what = whats[data.type ?? ''];
    // A redirection is of one or more.
    const calls = [...data.children, ...(find(data, 'calls')?.children ?? [])].filter(({ name }) => name === 'call');
    if (what === undefined) return [];
    const target = worth(event, 'targetId');
    return calls.flatMap((call) => toldOf(call, what, target, note.receivedAt));
  },
};

function toldOf(call: Element, what: Told['what'], target: string | undefined, receivedAt: number): Told[] {
  const id = worth(call, 'extTrackingId') ?? worth(call, 'callId');
  if (id === undefined) throw new Unreadable('extTrackingId is missing');
  const user = target?.split('@')[0];
  const robot = user !== undefined && /MPBX|_vxml/.test(user);
  if (robot && what !== 'ring' && what !== 'release') return [];
  const answeredAt = robot ? undefined : momentOf(call, 'answerTime');
  const startedAt = momentOf(call, 'startTime');
  const redirect = find(call, 'redirect');
  const own: Partial<Record<Told['what'], number | undefined>> = {
    release: momentOf(call, 'releaseTime'),
    answer: answeredAt,
    ring: startedAt,
    hold: momentOf(call, 'heldTime'),
    'leg-end': redirect && momentOf(redirect, 'redirectTime'),
  };
  const at = own[what] ?? receivedAt;
  const isOurs = worth(call, 'personality') !== 'Terminator';
  const tells: Told = {
    call: id,
    what: robot && what === 'ring' ? 'queue' : what,
    at,
    direction: isOurs ? 'out' : 'in',
    ...otherSide(call, user),
    ...(user === undefined || robot ? {} : { extension: user }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(what === 'release' ? ending(call, answeredAt, isOurs) : {}),
  };
  return what === 'release' && answeredAt !== undefined && isRecorded(call) && target !== undefined
    ? [tells, { call: id, what: 'recording', at, recording: { id: `${id}/${target}` } }]
    : [tells];
}

/** By whether the element is there: it has no content. Since release 20 there is a state besides. */
function isRecorded(call: Element): boolean {
  const told = find(call, 'recorded');
  if (told !== undefined) return told.text !== 'false';
  const state = worth(call, 'recordingState');
  return state === 'Started' || state === 'Paused';
}

/** Who it is, and which number of ours they dialled. */
function otherSide(call: Element, user: string | undefined): Partial<Told> {
  const remote = find(call, 'remoteParty');
  const ordered = worth(call, 'personality') === 'Click-to-Dial';
  const within = remote !== undefined && inTheHouse.has(worth(remote, 'callType') ?? '');
  const number = remote && numberOf(worth(remote, 'address'));
  const isDesk = ordered && (within || number === undefined || user === undefined || sameEnd(number, user));
  const name = remote && worth(remote, 'name');
  const redirections = find(call, 'redirections')?.children ?? [];
  const party = redirections.map((each) => find(each, 'party')).findLast((each) => each !== undefined);
  const line = party && numberOf(worth(party, 'address'));
  return {
    ...(number === undefined || isDesk ? {} : { number }),
    ...(name === undefined || isDesk ? {} : { name }),
    ...(line === undefined ? {} : { line }),
    ...(within && !ordered ? { internal: true } : {}),
  };
}

/** Parties of one group, and of one enterprise in several groups. */
const inTheHouse: ReadonlySet<string> = new Set(['Group', 'Enterprise']);

function ending(call: Element, answeredAt: number | undefined, isOurs: boolean): Partial<Told> {
  const party = worth(call, 'releasingParty');
  const release = find(call, 'releaseCause');
  const cause = release && worth(release, 'internalReleaseCause');
  const code = Number((release && worth(release, 'q850Cause')) ?? Number.NaN);
  const outcome = answeredAt === undefined ? outcomeOf(cause, isOurs) : undefined;
  return {
    ...(answeredAt === undefined ? {} : { answeredAt }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(party === undefined ? {} : { endedBy: party === 'localRelease' ? ('us' as const) : ('them' as const) }),
    ...(cause === undefined ? {} : { cause: Number.isSafeInteger(code) ? { code, text: cause } : { text: cause } }),
  };
}

/** What failed at a desk of ours that was called has not failed for them. */
function outcomeOf(cause: string | undefined, isOurs: boolean): CallOutcome | undefined {
  if (cause === 'Busy') return 'busy';
  return isOurs && cause !== undefined && failures.has(cause) ? 'failed' : undefined;
}

/** Causes (`InternalReleaseCause`) by which a call of ours could not even begin to ring. */
const failures: ReadonlySet<string> = new Set([
  'Forbidden',
  'Routing Failure',
  'Global Failure',
  'Server Failure',
  'Translation Failure',
  'User Not Found',
  'Dial Tone Timeout',
  'Insufficient Credits',
]);

/** `+79651234567` and `9651234567`. */
const sameEnd = (a: string, b: string): boolean => /\d{10}$/.test(b) && a.replace(/\D/g, '').endsWith(b.slice(-10));

const whats: Record<string, Told['what']> = {
  CallReceivedEvent: 'ring',
  CallOriginatingEvent: 'ring',
  CallOriginatedEvent: 'ring',
  CallAnsweredEvent: 'answer',
  CallHeldEvent: 'hold',
  CallRetrievedEvent: 'unhold',
  CallRedirectedEvent: 'leg-end',
  CallReleasedEvent: 'release',
};

/** An element by its name without prefix. */
type Element = { name: string; type?: string; text: string; children: Element[] };

function documentOf(body: string): Element {
  const elements = parseDocument(body, { xmlMode: true }).children.flatMap(elementOf);
  const event = elements.find(({ name }) => name === 'Event');
  if (event === undefined) throw new Unreadable('the body is no XML of Xsi-Events');
  return event;
}

type Node = ReturnType<typeof parseDocument>['children'][number];

function elementOf(node: Node): Element[] {
  if (!('attribs' in node)) return [];
  const type = Object.entries(node.attribs).find(([name]) => local(name) === 'type')?.[1];
  const text = node.children.map((child) => ('data' in child ? child.data : '')).join('');
  const element: Element = { name: local(node.name), text: text.trim(), children: node.children.flatMap(elementOf) };
  if (type !== undefined) element.type = local(type);
  return [element];
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const find = (element: Element, name: string): Element | undefined => element.children.find((child) => child.name === name);

function worth(element: Element, name: string): string | undefined {
  const value = find(element, name)?.text;
  return value === undefined || value === '' ? undefined : value;
}

/** Milliseconds since 1970. */
function momentOf(call: Element, name: string): number | undefined {
  const value = Number(worth(call, name) ?? Number.NaN);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** `tel:+79161234567` or `sip:9161234567@…`; a name is no number, and nobody's is hidden. */
function numberOf(address: string | undefined): string | undefined {
  const number = address?.replace(/^(tel|sip):/, '').split(/[@;]/)[0];
  return number !== undefined && /^\+?[\d().-]*\d[\d().-]*$/.test(number) ? number : undefined;
}
