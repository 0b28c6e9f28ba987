import { AmiMessage } from '../ami/protocol.ts';

/**
 * Channel event logging (CEL) as a line of `cel_custom.conf` writes it: eventtype, eventtime in seconds, linkedid, uniqueid,
 * caller's number and name, exten, context, channel, application, eventextra, and what the application was given (lines without
 * that are read as well). Unlike call detail records it names each entry of a bridge, so that a call read from it is told as exactly
 * as one that was listened to.
 */
export type HistoryLine = { event: AmiMessage; at: number };

/** Reads lines of the file; what is no line of it (a torn first one) is passed over. */
export function historyLines(text: string): HistoryLine[] {
  return text.split('\n').flatMap((line) => {
    const fields = csv(line);
    const at = Math.round(Number(fields[1]) * 1000);
    const event = fields.length >= 11 && at > 0 ? eventOf(fields) : undefined;
    return event ? [{ event, at }] : [];
  });
}

function eventOf(fields: readonly string[]): AmiMessage | undefined {
  const [
    type = '',
    ,
    linkedId = '',
    id = '',
    number = '',
    name = '',
    exten = '',
    context = '',
    channel = '',
    app = '',
    extra = '',
    given = '',
  ] = fields;
  const about = { Uniqueid: id, Linkedid: linkedId, Channel: channel };
  const more = extraOf(extra);
  const say = (event: string, told: Record<string, string>): AmiMessage =>
    new AmiMessage(Object.entries({ Event: event, ...told }));
  switch (type) {
    case 'CHAN_START':
      return say('Newchannel', {
        ...about,
        CallerIDNum: number,
        CallerIDName: name,
        Exten: exten,
        Context: context,
        ChannelState: '0',
      });
    case 'APP_START':
      return appOf(app, given, (event, told) => say(event, { ...about, ...told }));
    case 'ANSWER':
      return say('Newstate', { ...about, ChannelState: '6', Application: app });
    case 'BRIDGE_ENTER':
      return say('BridgeEnter', {
        ...about,
        BridgeUniqueid: more.bridge_id ?? '',
        BridgeTechnology: more.bridge_technology ?? '',
      });
    case 'BRIDGE_EXIT':
      return say('BridgeLeave', { ...about, BridgeUniqueid: more.bridge_id ?? '' });
    case 'HANGUP':
      return say('Hangup', { ...about, Cause: more.hangupcause ?? '', Source: more.hangupsource ?? '' });
    case 'BLINDTRANSFER':
      return say('BlindTransfer', { ...about, TransfererUniqueid: id, Extension: more.extension ?? '', Result: 'Success' });
    case 'ATTENDEDTRANSFER':
      return say('AttendedTransfer', {
        ...about,
        OrigTransfererUniqueid: id,
        TransferTargetUniqueid: more.transfer_target_channel_uniqueid ?? '',
        Result: 'Success',
      });
    default:
      return undefined;
  }
}

/** What an application is told to write: a recording by its name, a message into mailboxes. Others say nothing of a call. */
function appOf(
  app: string,
  given: string,
  say: (event: string, told: Record<string, string>) => AmiMessage,
): AmiMessage | undefined {
  const [file = ''] = given.split(',');
  switch (app.toLowerCase()) {
    case 'mixmonitor':
      return file === '' ? undefined : say('VarSet', { Variable: 'MIXMONITOR_FILENAME', Value: file });
    case 'voicemail':
      return say('Newexten', { Application: 'VoiceMail', AppData: given });
    default:
      return undefined;
  }
}

/** JSON of what an event says besides, as text. */
function extraOf(text: string): Record<string, string> {
  if (text === '') return {};
  try {
    const extra: unknown = JSON.parse(text);
    const entries = typeof extra === 'object' && extra !== null ? Object.entries(extra) : [];
    return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
  } catch {
    return {};
  }
}

/** Fields of a line of RFC 4180, all of them in quotes. */
function csv(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
  );
}
