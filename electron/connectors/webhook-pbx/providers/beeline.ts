import { parseDocument } from 'htmlparser2';
import { hasToken } from '../compare.ts';
import { type Told, Unreadable } from '../told.ts';
import type { Provider } from './provider.ts';

/**
 * Beeline cloud PBX: events of a subscription (`BASIC_CALL`), which are those of BroadWorks Xsi-Events in XML (schema
 * http://schema.broadsoft.com/xsi, types CallReceivedEvent, CallOriginatedEvent and so on, which extend CallEvent). One event is
 * told for each of ours who is in a call; `extTrackingId` is the same for all of them. It signs nothing: a token in the address.
 */
export const beeline: Provider = {
  isAuthentic: (request, { secret }) => hasToken(request, secret),
  read(note) {
    const event = documentOf(note.body);
    const data = find(event, 'eventData');
    if (data === undefined) throw new Unreadable('no event of Xsi-Events');
    const what = whats[data.type ?? ''];
    const call = find(data, 'call');
    if (what === undefined || call === undefined) return [];
    const id = worth(call, 'extTrackingId') ?? worth(call, 'callId');
    if (id === undefined) throw new Unreadable('extTrackingId is missing');
    const remote = find(call, 'remoteParty');
    const extension = worth(event, 'targetId')?.split('@')[0];
    const answeredAt = momentOf(call, 'answerTime');
    const startedAt = momentOf(call, 'startTime');
    const own = { release: momentOf(call, 'releaseTime'), answer: answeredAt, ring: startedAt } as const;
    const at = (what in own ? own[what as keyof typeof own] : undefined) ?? note.receivedAt;
    const told: Told = { call: id, what, at };
    const party = worth(call, 'releasingParty');
    const name = remote && worth(remote, 'name');
    const number = remote && numberOf(worth(remote, 'address'));
    return [
      {
        ...told,
        direction: worth(call, 'personality') === 'Terminator' ? 'in' : 'out',
        ...(extension === undefined ? {} : { extension }),
        ...(number === undefined ? {} : { number }),
        ...(name === undefined ? {} : { name }),
        ...(startedAt === undefined ? {} : { startedAt }),
        ...(what === 'release' && answeredAt !== undefined ? { answeredAt } : {}),
        ...(what === 'release' && party !== undefined ? { endedBy: party === 'localRelease' ? 'us' : 'them' } : {}),
        ...(remote && worth(remote, 'callType') === 'Group' ? { internal: true } : {}),
      },
    ];
  },
};

const whats: Record<string, Told['what']> = {
  CallReceivedEvent: 'ring',
  CallOriginatingEvent: 'ring',
  CallOriginatedEvent: 'ring',
  CallAnsweredEvent: 'answer',
  CallHeldEvent: 'hold',
  CallRetrievedEvent: 'unhold',
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

/** `tel:+79161234567` or `sip:9161234567@…`; hidden when it has no digits. */
function numberOf(address: string | undefined): string | undefined {
  const number = address?.replace(/^(tel|sip):/, '').split(/[@;]/)[0];
  return number !== undefined && /\d/.test(number) ? number : undefined;
}
