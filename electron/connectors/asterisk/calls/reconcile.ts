import type { AmiMessage } from '../ami/protocol.ts';
import { channel, endChannel } from './collect.ts';
import type { CallFacts } from './facts.ts';
import { isOver } from './facts.ts';
import type { CallTracker } from './tracker.ts';

export type Look = {
  /** What `CoreShowChannels` listed. */
  listed: readonly AmiMessage[];
  /** Channels that were known before it was asked: of these alone can be said that they are gone. */
  before: ReadonlySet<string>;
  /** Channels that ended while it answered. */
  ended: ReadonlySet<string>;
  /** Nobody listened in this time, by the clock of the PBX. */
  gap: { from: number; to: number };
  restarted: boolean;
};

/**
 * Brings what was known of calls together with what there is now. A channel that is gone ended at a time nobody saw; one that
 * began meanwhile is taken as it stands. Answers the calls it changed.
 */
export function reconcile(tracker: CallTracker, look: Look): CallFacts[] {
  const present = new Set(look.listed.flatMap((one) => one.get('Uniqueid') ?? []));
  const changed = new Set<CallFacts>();
  for (const facts of tracker.open) {
    const gone = facts.channels.filter(({ id, endAt }) => endAt === undefined && look.before.has(id) && !present.has(id));
    for (const one of gone) {
      endChannel(facts, one, look.gap.to);
      one.lost = true;
    }
    const never = facts.channels.length === 0 && facts.ordered !== undefined && facts.ordered.at <= look.gap.from;
    if (gone.length === 0 && !never) continue;
    facts.gap = look.gap;
    if (look.restarted) facts.restarted = true;
    changed.add(facts);
  }
  for (const one of look.listed) {
    const facts = add(tracker, one, look);
    if (facts) changed.add(facts);
  }
  // Windows show nothing of a call that nobody has vouched for since the program began.
  for (const facts of tracker.open) if (!isOver(facts)) changed.add(facts);
  return [...changed];
}

/** Takes in a channel that began unseen, and the bridge it is in now. */
function add(tracker: CallTracker, one: AmiMessage, look: Look): CallFacts | undefined {
  const said = (key: string): string | undefined => one.get(key) || undefined;
  const [id, linkedId, name] = [said('Uniqueid'), said('Linkedid'), said('Channel')];
  if (id === undefined || linkedId === undefined || name === undefined || look.ended.has(id)) return undefined;
  const facts = tracker.get(linkedId) ?? tracker.begin(linkedId);
  let changed = false;
  if (!channel(facts, id)) {
    const known = (key: string) => (said(key) === '<unknown>' ? undefined : said(key));
    const [number, callerName, exten] = [known('CallerIDNum'), known('CallerIDName'), known('Exten')];
    facts.channels.push({
      id,
      name,
      at: look.gap.to - secondsOf(said('Duration')) * 1000,
      ...(number === undefined ? {} : { number }),
      ...(callerName === undefined ? {} : { callerName }),
      ...(exten === undefined || exten === 's' ? {} : { exten }),
      ...(said('ChannelState') === '6' ? { upAt: look.gap.to } : {}),
    });
    facts.gap = look.gap;
    changed = true;
    // The PBX rang it for this call, and it rings still or was answered, at a time nobody saw.
    if (said('ApplicationData') === '(Outgoing Line)' && id !== linkedId) {
      const at = look.gap.to - secondsOf(said('Duration')) * 1000;
      const answered = said('ChannelState') === '6' ? { endAt: look.gap.to, status: 'ANSWER' } : {};
      facts.dials.push({ to: id, at, ...answered, ...(callerName === undefined ? {} : { name: callerName }) });
    }
  }
  const bridge = said('BridgeId');
  const stay = facts.stays.findLast((each) => each.channel === id && each.to === undefined);
  if (stay && stay.bridge !== bridge) {
    stay.to = look.gap.to;
    changed = true;
  }
  if (bridge !== undefined && stay?.bridge !== bridge) {
    facts.stays.push({ bridge, channel: id, from: look.gap.to });
    facts.gap ??= look.gap;
    changed = true;
  }
  return changed ? facts : undefined;
}

/** `00:12:05` */
const secondsOf = (duration = ''): number => duration.split(':').reduce((sum, part) => sum * 60 + (Number(part) || 0), 0);
