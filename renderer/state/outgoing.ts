import type { CannedText, Commands, CustomerView, Forward, StagedFile } from '../../shared/contract/api.ts';
import { fitMarks } from '../../shared/lib/fit-marks.ts';
import { shiftMarks } from '../../shared/lib/marks.ts';
import type { Capabilities, TextMark } from '../../shared/model/index.ts';
import { chosenOption, type Editor, forwardOption } from './drafts.ts';
import { buttonRows } from './message-buttons.ts';

/** The line before a signature (RFC 3676, section 4.3). */
export const signatureLine = '-- ';

/** A mail's text with the agent's signature under it. */
export function signed(content: { text: string; marks: TextMark[] }, signature: CannedText): { text: string; marks: TextMark[] } {
  const before = `${content.text.trimEnd()}\n\n${signatureLine}\n`;
  return {
    text: before + signature.text,
    marks: [
      ...content.marks.map((mark) => ({ ...mark, end: Math.min(mark.end, before.length) })),
      ...shiftMarks(signature.marks ?? [], before.length),
    ],
  };
}

/**
 * What is passed on is signed under one's own words, above what is quoted last. Without the line that begins a signature: all
 * that stands below it would be taken for one.
 */
export function signedAbove(
  content: { text: string; marks: TextMark[] },
  signature: CannedText,
): { text: string; marks: TextMark[] } {
  const { text, marks } = content;
  const quote = marks.filter(({ type }) => type === 'quote').at(-1);
  if (!quote) return signed(content, signature);
  const own = text.slice(0, quote.start).trimEnd();
  const before = own === '' ? '' : `${own}\n\n`;
  const above = `${before}${signature.text}\n\n`;
  return {
    text: above + text.slice(quote.start),
    marks: [
      ...marks.filter(({ start }) => start < quote.start).map((mark) => ({ ...mark, end: Math.min(mark.end, own.length) })),
      ...shiftMarks(signature.marks ?? [], before.length),
      ...shiftMarks(
        marks.filter(({ start }) => start >= quote.start),
        above.length - quote.start,
      ),
    ],
  };
}

/**
 * What leaves of what is written: signed where it is a mail, with what the chosen channel cannot show written out or sent as
 * files. `undefined` when there is nowhere to send it to.
 */
export function outgoing(
  view: Pick<CustomerView, 'id' | 'replyOptions' | 'forwardOptions'>,
  editor: Editor,
  signature: CannedText | undefined,
): Commands['reply.send']['in'] | undefined {
  if (editor.forward) return passedOn(view, editor, editor.forward, signature);
  const option = chosenOption(view, editor.route);
  if (!option) return undefined;
  const { capabilities } = option;
  const subject = capabilities.subject ? (editor.subject ?? option.subject) : undefined;
  const buttons = capabilities.buttons ? buttonRows(editor.buttons) : [];
  return {
    customerId: view.id,
    contactPointId: option.contactPointId,
    channelId: option.channelId,
    ...carried(editor, capabilities, signature),
    ...(subject === undefined ? {} : { subject }),
    ...(editor.replyToItemId === undefined ? {} : { replyToItemId: editor.replyToItemId }),
    ...(editor.sequel === undefined ? {} : { sequel: editor.sequel }),
    ...(buttons.length === 0 ? {} : { buttons }),
  };
}

/** A mail to others; what was typed of the addresses goes along as it is. */
function passedOn(
  view: Pick<CustomerView, 'id' | 'forwardOptions'>,
  editor: Editor,
  forward: Forward,
  signature: CannedText | undefined,
): Commands['reply.send']['in'] | undefined {
  const option = forwardOption(view, editor.channelId);
  if (!option) return undefined;
  const { channelId, capabilities } = option;
  const own = signature && editor.signature !== false ? { ...editor, ...signedAbove(editor, signature) } : editor;
  return { customerId: view.id, channelId, forward, subject: editor.subject ?? '', ...carried(own, capabilities, undefined) };
}

/** Words, files and copies, as this channel carries them. */
function carried(
  editor: Editor,
  capabilities: Capabilities,
  signature: CannedText | undefined,
): Pick<Commands['reply.send']['in'], 'text' | 'marks' | 'files' | 'cc' | 'bcc'> {
  const written = { text: editor.text, marks: editor.marks };
  const whole = signature && capabilities.subject && editor.signature !== false ? signed(written, signature) : written;
  const { text, marks, pictures } = fitMarks(whole, capabilities.formatting ?? []);
  const copies = capabilities.copies === true;
  return {
    text,
    files: [...pictures.flatMap(({ hash }) => pictureFile(hash, editor.pictures)), ...editor.files],
    ...(marks.length === 0 ? {} : { marks }),
    ...(copies && editor.cc?.length ? { cc: editor.cc } : {}),
    ...(copies && editor.bcc?.length ? { bcc: editor.bcc } : {}),
  };
}

function pictureFile(hash: string, known: readonly StagedFile[] = []): StagedFile[] {
  const file = known.find((one) => one.hash === hash);
  return file ? [file] : [];
}
