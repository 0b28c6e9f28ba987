import { channel, collect } from './collect.ts';
import type { CallFacts } from './facts.ts';
import type { HistoryLine } from './history.ts';
import type { CallTracker } from './tracker.ts';

/**
 * Goes on with what the PBX itself wrote down while nobody listened: calls that went on as we left, and calls that began after.
 * What came after `to` was listened to. A desk is told to be rung by the channel that begins for it, since CEL has no event of dialling. Answers the calls it touched.
 */
export function catchUp(
  tracker: CallTracker,
  lines: readonly HistoryLine[],
  { from, to }: { from: number; to: number },
): CallFacts[] {
  const touched = new Map<string, CallFacts>();
  for (const { event, at } of lines) {
    const linkedId = event.get('Linkedid') ?? '';
    if (at <= from || at > to || linkedId === '') continue;
    const begins = event.event === 'Newchannel';
    const facts = touched.get(linkedId) ?? tracker.get(linkedId) ?? (begins ? tracker.begin(linkedId) : undefined);
    if (!facts) continue;
    touched.set(linkedId, facts);
    const id = event.get('Uniqueid') ?? '';
    const isNew = begins && !channel(facts, id);
    collect(facts, event, at);
    if (isNew && id !== linkedId && !facts.dials.some(({ to }) => to === id)) {
      const name = channel(facts, id)?.callerName;
      facts.dials.push({ to: id, at, ...(name === undefined ? {} : { name }) });
    }
    const dial = facts.dials.findLast(({ to }) => to === id);
    if (event.event === 'Newstate' && dial && dial.status === undefined) Object.assign(dial, { endAt: at, status: 'ANSWER' });
    const source = event.event === 'Hangup' ? sourceOf(facts, event.get('Source')) : undefined;
    if (source !== undefined) facts.hangupBy ??= source;
  }
  return [...touched.values()];
}

/** CEL names the channel whose side hung up. */
const sourceOf = (facts: CallFacts, name: string | undefined): string | undefined =>
  name === undefined || name === '' ? undefined : facts.channels.find((one) => one.name === name)?.id;
