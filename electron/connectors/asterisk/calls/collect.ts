import type { AmiMessage } from '../ami/protocol.ts';
import type { CallFacts, ChannelFacts } from './facts.ts';

/** Channel states of Asterisk (include/asterisk/channelstate.h). */
const ringing = '5';
const up = '6';

type Said = (key: string) => string | undefined;
type Note = (facts: CallFacts, said: Said, at: number) => boolean;

/** Asterisk writes `<unknown>` where it knows nothing. */
const known = (value: string | undefined): string | undefined =>
  value === undefined || value === '' || value === '<unknown>' ? undefined : value;

/**
 * Notes what an event says of a call. Answers whether it said anything new: an event told twice, or of no interest, does not.
 * docs.asterisk.org, "AMI Events"; what is not in them (DTMF, RTP, security) is not even asked for.
 */
export function collect(facts: CallFacts, event: AmiMessage, at: number): boolean {
  const note = notes[event.event ?? ''];
  return note?.(facts, (key) => known(event.get(key)), at) ?? false;
}

const notes: Readonly<Record<string, Note>> = {
  Newchannel: (facts, said, at) => {
    const id = said('Uniqueid');
    if (id === undefined || channel(facts, id)) return false;
    facts.channels.push(channelOf(id, said, at));
    return true;
  },
  Newstate: (facts, said, at) => {
    const one = channel(facts, said('Uniqueid'));
    if (!one || one.endAt !== undefined) return false;
    if (said('ChannelState') === up && one.upAt === undefined) {
      one.upAt = at;
      return true;
    }
    const dial = facts.dials.findLast(({ to, endAt }) => to === one.id && endAt === undefined);
    if (said('ChannelState') !== ringing || !dial || dial.ringAt !== undefined) return false;
    dial.ringAt = at;
    return true;
  },
  /** The number came after the channel: set by the dialplan, or by the far side. */
  NewCallerid: (facts, said) => {
    const one = channel(facts, said('Uniqueid'));
    const number = said('CallerIDNum');
    if (!one || number === undefined || one.number !== undefined) return false;
    one.number = number;
    const name = said('CallerIDName');
    if (name !== undefined) one.callerName = name;
    return true;
  },
  DialBegin: (facts, said, at) => {
    const to = said('DestUniqueid');
    if (to === undefined || facts.dials.some((dial) => dial.to === to && dial.endAt === undefined)) return false;
    if (!channel(facts, to)) facts.channels.push(channelOf(to, (key) => said(`Dest${key}`), at));
    const [from, name] = [said('Uniqueid'), said('DestCallerIDName')];
    const number = dialledNumber(said('DialString'));
    facts.dials.push({
      to,
      at,
      ...(from === undefined ? {} : { from }),
      ...(name === undefined ? {} : { name }),
      ...(number === undefined ? {} : { number }),
    });
    return true;
  },
  DialEnd: (facts, said, at) => {
    const to = said('DestUniqueid');
    const dial = facts.dials.findLast((one) => one.to === to && one.endAt === undefined);
    if (!dial) return false;
    dial.endAt = at;
    const status = said('DialStatus');
    if (status !== undefined) dial.status = status;
    return true;
  },
  BridgeEnter: (facts, said, at) => {
    const [id, bridge] = [said('Uniqueid'), said('BridgeUniqueid')];
    // Who is parked or waits with music is in a bridge too, alone.
    if (id === undefined || bridge === undefined || said('BridgeTechnology') === 'holding_bridge') return false;
    if (facts.stays.some((stay) => stay.channel === id && stay.bridge === bridge && stay.to === undefined)) return false;
    const met = facts.stays.filter((stay) => stay.bridge === bridge && stay.to === undefined).map((stay) => stay.channel);
    facts.stays.push({ bridge, channel: id, from: at, ...(met.length === 0 ? {} : { met }) });
    return true;
  },
  BridgeLeave: (facts, said, at) => {
    const stay = facts.stays.findLast(({ channel: id, to, bridge }) => {
      return id === said('Uniqueid') && to === undefined && bridge === said('BridgeUniqueid');
    });
    if (!stay) return false;
    stay.to = at;
    return true;
  },
  QueueCallerJoin: (facts, said, at) => {
    const [id, queue] = [said('Uniqueid'), said('Queue')];
    if (id === undefined || queue === undefined || waiting(facts, id)) return false;
    facts.queues.push({ queue, channel: id, at });
    return true;
  },
  QueueCallerLeave: (facts, said, at) => leaveQueue(facts, said, at, false),
  QueueCallerAbandon: (facts, said, at) => leaveQueue(facts, said, at, true),
  Hold: (facts, said, at) => {
    const id = said('Uniqueid');
    if (id === undefined || facts.holds.some(({ channel: one, to }) => one === id && to === undefined)) return false;
    facts.holds.push({ channel: id, from: at });
    return true;
  },
  Unhold: (facts, said, at) => endHold(facts, said('Uniqueid'), at),
  BlindTransfer: (facts, said, at) => {
    const [from, exten] = [said('TransfererUniqueid'), said('Extension')];
    if (said('Result') !== 'Success' || from === undefined) return false;
    facts.transfers.push({ kind: 'blind', at, from, ...(exten === undefined ? {} : { exten }) });
    return true;
  },
  AttendedTransfer: (facts, said, at) => {
    const from = said('OrigTransfererUniqueid');
    if (said('Result') !== 'Success' || from === undefined) return false;
    const to = said('TransferTargetUniqueid');
    const exten = said('SecondTransfererConnectedLineNum');
    facts.transfers.push({
      kind: 'attended',
      at,
      from,
      ...(to === undefined ? {} : { to }),
      ...(exten === undefined ? {} : { exten }),
    });
    return true;
  },
  VarSet: (facts, said, at) => {
    const [id, file] = [said('Uniqueid'), said('Value')];
    if (said('Variable') === 'VM_MESSAGEFILE') return noteMessage(facts, channel(facts, id), file);
    if (said('Variable') !== 'MIXMONITOR_FILENAME' || id === undefined || file === undefined) return false;
    if (facts.recordings.some((recording) => recording.file === file)) return false;
    const begun = facts.recordings.findLast((recording) => recording.channel === id && recording.file === undefined);
    if (begun) begun.file = file;
    else facts.recordings.push({ channel: id, at, file });
    return true;
  },
  MixMonitorStart: (facts, said, at) => {
    const id = said('Uniqueid');
    if (id === undefined || facts.recordings.some(({ channel: one, endAt }) => one === id && endAt === undefined)) return false;
    facts.recordings.push({ channel: id, at });
    return true;
  },
  MixMonitorStop: (facts, said, at) => {
    const recording = facts.recordings.findLast(({ channel: id, endAt }) => id === said('Uniqueid') && endAt === undefined);
    if (!recording) return false;
    recording.endAt = at;
    return true;
  },
  /** Told with a channel when it was that channel which left the message. */
  MessageWaiting: (facts, said, at) => {
    if (facts.voicemailAt !== undefined || !channel(facts, said('Uniqueid'))) return false;
    facts.voicemailAt = at;
    return true;
  },
  HangupRequest: (facts, said) => {
    const id = said('Uniqueid');
    if (id === undefined || facts.hangupBy !== undefined) return false;
    facts.hangupBy = id;
    return false;
  },
  Hangup: (facts, said, at) => {
    const one = channel(facts, said('Uniqueid'));
    if (!one || one.endAt !== undefined) return false;
    endChannel(facts, one, at);
    const [cause, text] = [Number(said('Cause')), said('Cause-txt')];
    if (cause > 0) one.cause = cause;
    if (cause > 0 && text !== undefined) one.causeText = text;
    return true;
  },
};

export const channel = (facts: CallFacts, id: string | undefined): ChannelFacts | undefined =>
  facts.channels.find((one) => one.id === id);

function channelOf(id: string, said: Said, at: number): ChannelFacts {
  const [number, callerName, exten] = [said('CallerIDNum'), said('CallerIDName'), said('Exten')];
  return {
    id,
    name: said('Channel') ?? '',
    at,
    ...(number === undefined ? {} : { number }),
    ...(callerName === undefined ? {} : { callerName }),
    ...(exten === undefined || exten === 's' ? {} : { exten }),
    ...(said('ChannelState') === up ? { upAt: at } : {}),
  };
}

/** `PJSIP/89161234567@trunk` or `89161234567@trunk`: the part that was dialled at a line. */
const dialledNumber = (text: string | undefined): string | undefined => text?.match(/^(?:\w+\/)?(\+?\d+)@/)?.[1];

const waiting = (facts: CallFacts, id: string) => facts.queues.findLast((one) => one.channel === id && one.endAt === undefined);

/**
 * `VM_MESSAGEFILE` is set when a message has its place in the mailbox, without the ending of its file (app_voicemail.c,
 * leave_voicemail). A mailbox that is no folder, as with IMAP, says a word instead.
 */
function noteMessage(facts: CallFacts, one: ChannelFacts | undefined, file: string | undefined): boolean {
  if (!one || file === undefined || !file.includes('/') || facts.voicemail?.file === file) return false;
  facts.voicemail = { file, channel: one.name };
  return true;
}

function leaveQueue(facts: CallFacts, said: Said, at: number, abandoned: boolean): boolean {
  const id = said('Uniqueid');
  const queue = id === undefined ? undefined : facts.queues.findLast((one) => one.channel === id);
  if (!queue || (queue.endAt !== undefined && !abandoned)) return false;
  queue.endAt ??= at;
  if (abandoned) queue.abandoned = true;
  return true;
}

function endHold(facts: CallFacts, id: string | undefined, at: number): boolean {
  const hold = facts.holds.findLast(({ channel: one, to }) => one === id && to === undefined);
  if (!hold) return false;
  hold.to = at;
  return true;
}

/** It is gone, and with it whatever it was part of. */
export function endChannel(facts: CallFacts, one: ChannelFacts, at: number): void {
  one.endAt = at;
  for (const stay of facts.stays) if (stay.channel === one.id) stay.to ??= at;
  for (const queue of facts.queues) if (queue.channel === one.id) queue.endAt ??= at;
  for (const dial of facts.dials) if (dial.to === one.id) dial.endAt ??= at;
  for (const recording of facts.recordings) if (recording.channel === one.id) recording.endAt ??= at;
  endHold(facts, one.id, at);
}
