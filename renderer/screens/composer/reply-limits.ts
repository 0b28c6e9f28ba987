import type { ButtonDraft, Forward, ReplyOption, StagedFile } from '../../../shared/contract/api.ts';
import type { AttachmentKind, Capabilities, TextMark, TextMarkType } from '../../../shared/model/index.ts';
import { buttonRows, wrongLink } from '../../state/message-buttons.ts';
import { addressIn } from './addresses.ts';
import { unfilled } from './variables.ts';

/** What to say about the length: nothing until the limit is near, then what is left, then in how many parts it goes. */
export type LengthNote = { type: 'left'; count: number } | { type: 'split'; count: number } | undefined;

/** Part of the limit at which it begins to be shown. */
const near = 0.9;

export function lengthNote(length: number, max: number | undefined): LengthNote {
  if (max === undefined || length < max * near) return undefined;
  if (length <= max) return { type: 'left', count: max - length };
  return { type: 'split', count: Math.ceil(length / max) };
}

/** The way something goes, as far as what it carries is concerned. */
export type Way = Pick<ReplyOption, 'capabilities' | 'channelKind'>;

/** Whether a file of this size can go this way. */
export function fits(size: number, option: Way | undefined): boolean {
  const limit = option?.capabilities.attachments?.maxBytes;
  return limit !== undefined && size <= limit;
}

/** How a file travels when nobody chooses: what its type says. */
export function kindOf(file: Pick<StagedFile, 'mime' | 'as'>): AttachmentKind {
  if (file.as) return file.as;
  if (file.mime === 'image/gif') return 'animation';
  const [type] = file.mime.split('/');
  return type === 'image' || type === 'audio' || type === 'video' ? type : 'file';
}

/** What a messenger offers for a file of this type; one way alone leaves nothing to choose. Bot API: sendPhoto … sendVideoNote. */
export function waysToSend(file: Pick<StagedFile, 'mime'>, capabilities: Capabilities | undefined): AttachmentKind[] {
  if (!capabilities || capabilities.filesWithText) return [];
  const { mime } = file;
  if (mime === 'image/gif') return ['animation', 'file'];
  if (mime.startsWith('image/') && !/svg|tiff|heic/.test(mime)) return ['image', 'file'];
  if (mime.startsWith('audio/')) return /ogg|mpeg|mp3|mp4|m4a|opus/.test(mime) ? ['audio', 'voice', 'file'] : ['audio', 'file'];
  if (mime === 'video/mp4') return ['video', 'video-note', 'animation', 'file'];
  if (mime.startsWith('video/')) return ['video', 'file'];
  return [];
}

const coverable: ReadonlySet<AttachmentKind> = new Set<AttachmentKind>(['image', 'video', 'animation']);
/** Whether it can be covered until somebody asks to see it. */
export function mayCover(file: StagedFile, capabilities: Capabilities | undefined): boolean {
  return capabilities?.formatting?.includes('spoiler') === true && !capabilities.filesWithText && coverable.has(kindOf(file));
}

/** Messages that a reply becomes. Where a text is cut nobody knows exactly before, so this may be one too few. */
export function messagesOf(length: number, files: readonly StagedFile[], capabilities: Capabilities): number {
  const texts = length === 0 ? 0 : Math.ceil(length / (capabilities.maxTextLength ?? length));
  if (files.length === 0 || capabilities.filesWithText) return Math.max(1, texts);
  const together = capabilities.album?.max ?? 1;
  const count = (kinds: readonly AttachmentKind[]) => files.filter((file) => kinds.includes(kindOf(file))).length;
  const alone = count(['voice', 'video-note', 'animation', 'sticker']);
  const albums = [count(['image', 'video']), count(['audio']), count(['file'])];
  const carried = albums.reduce((sum, each) => sum + Math.ceil(each / together), alone);
  const captioned = carried === 1 && length <= (capabilities.maxCaptionLength ?? 0);
  return carried + (captioned ? 0 : texts);
}

type Written = {
  text: string;
  marks: readonly TextMark[];
  files: readonly StagedFile[];
  pictures?: readonly StagedFile[] | undefined;
  cc?: readonly string[] | undefined;
  bcc?: readonly string[] | undefined;
  forward?: Forward | undefined;
  buttons?: readonly ButtonDraft[] | undefined;
};

/** Why it cannot be sent as it is. */
export type Obstacle =
  | { type: 'unfilled'; what: string }
  | { type: 'address'; what: string }
  /** Nobody to go to. */
  | { type: 'noAddress' }
  | { type: 'link'; what: string }
  | { type: 'large'; what: string; limit: number }
  | { type: 'total'; size: number; limit: number }
  | { type: 'noFiles' };

export function obstacleOf(written: Written, option: Way): Obstacle | undefined {
  const { capabilities } = option;
  const [what] = unfilled(written.text);
  if (what !== undefined) return { type: 'unfilled', what };
  const wrong =
    capabilities.copies &&
    [...(written.forward?.to ?? []), ...(written.cc ?? []), ...(written.bcc ?? [])].find((one) => addressIn(one) === undefined);
  if (wrong) return { type: 'address', what: wrong };
  if (written.forward?.to.length === 0) return { type: 'noAddress' };
  const link = capabilities.buttons ? wrongLink(written.buttons) : undefined;
  if (link !== undefined) return { type: 'link', what: link };
  const files = [...written.files, ...picturesIn(written)];
  if (files.length === 0) return undefined;
  if (!capabilities.attachments) return { type: 'noFiles' };
  const { maxBytes, maxTotalBytes } = capabilities.attachments;
  const large = files.find(({ size }) => size > maxBytes);
  if (large) return { type: 'large', what: large.name, limit: maxBytes };
  const size = totalOf(files);
  return maxTotalBytes !== undefined && size > maxTotalBytes ? { type: 'total', size, limit: maxTotalBytes } : undefined;
}

/** Worth knowing before it is sent. */
export type CarryNote =
  | { type: 'left'; count: number }
  | { type: 'split'; count: number }
  /** Of files that do not travel together. */
  | { type: 'messages'; count: number }
  | { type: 'size'; size: number; limit: number }
  | { type: 'plain'; marks: TextMarkType[] }
  | { type: 'copies' }
  | { type: 'buttons' };

export function notesOf(written: Written, option: Way): CarryNote[] {
  const { capabilities } = option;
  const notes: CarryNote[] = [];
  const shown = new Set(capabilities.formatting ?? []);
  const lost = [...new Set(written.marks.map(({ type }) => type))].filter((type) => !shown.has(type));
  if (lost.length > 0) notes.push({ type: 'plain', marks: lost });
  if (!capabilities.copies && (written.cc?.length || written.bcc?.length)) notes.push({ type: 'copies' });
  if (!capabilities.buttons && buttonRows([...(written.buttons ?? [])]).length > 0) notes.push({ type: 'buttons' });
  const files = [...written.files, ...picturesIn(written)];
  const length = lengthNote(written.text.length, capabilities.maxTextLength);
  const count = messagesOf(written.text.trim().length, files, capabilities);
  if (count > 1) notes.push({ type: length?.type === 'split' ? 'split' : 'messages', count });
  else if (length) notes.push(length);
  const limit = capabilities.attachments?.maxTotalBytes;
  const size = totalOf(files);
  if (limit !== undefined && size > limit / 2 && size <= limit) notes.push({ type: 'size', size, limit });
  return notes;
}

const totalOf = (files: readonly StagedFile[]): number => files.reduce((sum, { size }) => sum + size, 0);

/** Files of the pictures that still stand in the text. */
function picturesIn({ marks, pictures = [] }: Written): StagedFile[] {
  return pictures.filter(({ hash }) => marks.some((mark) => mark.type === 'image' && mark.hash === hash));
}
