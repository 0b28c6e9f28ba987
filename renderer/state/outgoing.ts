import type { CannedText, Commands, CustomerView, StagedFile } from '../../shared/contract/api.ts';
import { fitMarks } from '../../shared/lib/fit-marks.ts';
import { shiftMarks } from '../../shared/lib/marks.ts';
import type { TextMark } from '../../shared/model/index.ts';
import { chosenOption, type Editor } from './drafts.ts';

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
 * What leaves of what is written: signed where it is a mail, with what the chosen channel cannot show written out or sent as
 * files. `undefined` when there is nowhere to send it to.
 */
export function outgoing(
  view: Pick<CustomerView, 'id' | 'replyOptions'>,
  editor: Editor,
  signature: CannedText | undefined,
): Commands['reply.send']['in'] | undefined {
  const option = chosenOption(view, editor.route);
  if (!option) return undefined;
  const { capabilities } = option;
  const written = { text: editor.text, marks: editor.marks };
  const whole = signature && capabilities.subject && editor.signature !== false ? signed(written, signature) : written;
  const { text, marks, pictures } = fitMarks(whole, capabilities.formatting ?? []);
  const subject = capabilities.subject ? (editor.subject ?? option.subject) : undefined;
  const copies = capabilities.copies === true;
  return {
    customerId: view.id,
    contactPointId: option.contactPointId,
    channelId: option.channelId,
    text,
    files: [...pictures.flatMap(({ hash }) => pictureFile(hash, editor.pictures)), ...editor.files],
    ...(marks.length === 0 ? {} : { marks }),
    ...(subject === undefined ? {} : { subject }),
    ...(copies && editor.cc?.length ? { cc: editor.cc } : {}),
    ...(copies && editor.bcc?.length ? { bcc: editor.bcc } : {}),
    ...(editor.replyToItemId === undefined ? {} : { replyToItemId: editor.replyToItemId }),
    ...(editor.sequel === undefined ? {} : { sequel: editor.sequel }),
  };
}

function pictureFile(hash: string, known: readonly StagedFile[] = []): StagedFile[] {
  const file = known.find((one) => one.hash === hash);
  return file ? [file] : [];
}
