import type { ButtonDraft, Commands, Draft } from '../../shared/contract/api.ts';
import type { SendIntent } from '../../shared/contract/connector.ts';
import { shiftMarks } from '../../shared/lib/marks.ts';
import type { ItemId, TextMark } from '../../shared/model/index.ts';
import { typedAddress } from './mail-address.ts';

type Reply = Commands['reply.send']['in'];
export type Route = Required<Pick<Reply, 'customerId' | 'contactPointId' | 'channelId'>> & { replyToItemId?: ItemId };

/** Between what one answer was cut into. */
const between = '\n\n';

/**
 * An answer as it was written, out of the messages that were made of it, in their order: what would be sent again, and the draft that
 * comes back into the editor. What is under it already, a signature too, does not come under it once more.
 */
export function asWritten(parts: readonly SendIntent[], route: Route): { reply: Reply; draft: Omit<Draft, 'savedAt'> } {
  const { subject, cc = [], bcc = [] } = parts[0] ?? {};
  const { text, marks } = joined(parts);
  const files = parts.flatMap((part) => part.files);
  const buttons = parts.flatMap((part) => part.buttons ?? []);
  const inText = new Set(marks.flatMap((mark) => (mark.type === 'image' ? [mark.hash] : [])));
  const pictures = files.filter(({ hash }) => inText.has(hash));
  const { customerId, ...way } = route;
  const common = {
    ...way,
    text,
    ...(marks.length === 0 ? {} : { marks }),
    ...(subject === undefined ? {} : { subject }),
    ...(cc.length === 0 ? {} : { cc: cc.map(typedAddress) }),
    ...(bcc.length === 0 ? {} : { bcc: bcc.map(typedAddress) }),
  };
  return {
    reply: { customerId, ...common, files, ...(buttons.length === 0 ? {} : { buttons }) },
    draft: {
      ...common,
      signature: false,
      files: files.filter(({ hash }) => !inText.has(hash)),
      ...(pictures.length === 0 ? {} : { pictures }),
      ...(buttons.length === 0 ? {} : { buttons: buttons.flat().map(asTyped) }),
    },
  };
}

function joined(parts: readonly SendIntent[]): { text: string; marks: TextMark[] } {
  let text = '';
  const marks: TextMark[] = [];
  for (const part of parts) {
    if (part.text === '') continue;
    if (text !== '') text += between;
    marks.push(...shiftMarks(part.marks ?? [], text.length));
    text += part.text;
  }
  return { text, marks };
}

const asTyped = (button: NonNullable<SendIntent['buttons']>[number][number]): ButtonDraft => ({
  label: button.label,
  link: 'url' in button ? button.url : '',
});
