/**
 * A message in a mailbox, as the download is told of it: the file without its ending, and the channel that left it. Names within a
 * mailbox are given again, so the text file beside the sound has to name that channel (app_voicemail.c writes `callerchan`).
 */
export type MessageFile = { file: string; channel: string };

const mark = 'voicemail:';

export const messageRef = (file: string, channel: string): string => `${mark}${JSON.stringify({ file, channel })}`;

/** `undefined`: it is the path of a recording. */
export function messageFile(ref: string): MessageFile | undefined {
  if (!ref.startsWith(mark)) return undefined;
  const { file, channel } = JSON.parse(ref.slice(mark.length)) as MessageFile;
  return { file, channel };
}

/** Whether the text beside a message says that this channel left it. */
export const isLeftBy = (text: string, channel: string): boolean =>
  text.split(/\r?\n/).some((line) => line.trim() === `callerchan=${channel}`);

/** How long it is, as the text beside it says: whole seconds. */
export function messageLength(text: string): number | undefined {
  const seconds = Number(written(text, 'duration'));
  return seconds > 0 ? seconds * 1000 : undefined;
}

/** A line `key=…` of the text beside a message. */
export const written = (text: string, key: string): string | undefined =>
  new RegExp(`^${key}=(.+)$`, 'm').exec(text)?.[1]?.trim();

/** Endings that app_voicemail writes and a page can play; `WAV` is its own for GSM in a WAV file (`format=wav49`). */
export const messageEndings = ['wav', 'WAV', 'ogg', 'mp3'] as const;
