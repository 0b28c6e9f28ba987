import type { ReactionTypeEmoji } from 'grammy/types';
import type { ConnectorInfo } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';

const MB = 1024 * 1024;

/** Bot API, getFile: "bots can download files of up to 20MB in size". Bytes. */
export const downloadLimit = 20 * MB;
/** Bot API, "Sending files": 10 MB for photos, 50 MB for other files. Bytes. */
export const photoLimit = 10 * MB;
export const uploadLimit = 50 * MB;
/** Bot API, "Using a Local Bot API Server": no limit for downloads, so that of Telegram itself; 2000 MB for uploads. Bytes. */
export const localDownloadLimit = 4000 * MB;
export const localUploadLimit = 2000 * MB;
/** Bot API, sendMessage: 1–4096 characters; sendDocument: caption 0–1024. Counted here in UTF-16 units, the strictest reading. */
export const textLimit = 4096;
export const captionLimit = 1024;
/** Bot API, sendMediaGroup: "must include 2-10 items". */
export const albumLimit = 10;
/** Bot API, deleteMessage: "A message can only be deleted if it was sent less than 48 hours ago". */
export const withdrawHours = 48;
/** Bot API, sendPhoto: "The photo's width and height must not exceed 10000 in total. Width and height ratio must be at most 20". */
export const photoSides = { sum: 10_000, ratio: 20 };

type Server = Pick<TelegramChannelConfig, 'localServer'>;

export const downloadLimitOf = ({ localServer }: Server): number => (localServer ? localDownloadLimit : downloadLimit);
export const uploadLimitOf = ({ localServer }: Server): number => (localServer ? localUploadLimit : uploadLimit);

/** Bot API, ReactionTypeEmoji: what anybody may react with. The type makes the list complete. */
const reactions: Record<ReactionTypeEmoji['emoji'], true> = {
  '👍': true,
  '👎': true,
  '❤': true,
  '🔥': true,
  '🥰': true,
  '👏': true,
  '😁': true,
  '🤔': true,
  '🤯': true,
  '😱': true,
  '🤬': true,
  '😢': true,
  '🎉': true,
  '🤩': true,
  '🤮': true,
  '💩': true,
  '🙏': true,
  '👌': true,
  '🕊': true,
  '🤡': true,
  '🥱': true,
  '🥴': true,
  '😍': true,
  '🐳': true,
  '❤‍🔥': true,
  '🌚': true,
  '🌭': true,
  '💯': true,
  '🤣': true,
  '⚡': true,
  '🍌': true,
  '🏆': true,
  '💔': true,
  '🤨': true,
  '😐': true,
  '🍓': true,
  '🍾': true,
  '💋': true,
  '🖕': true,
  '😈': true,
  '😴': true,
  '😭': true,
  '🤓': true,
  '👻': true,
  '👨‍💻': true,
  '👀': true,
  '🎃': true,
  '🙈': true,
  '😇': true,
  '😨': true,
  '🤝': true,
  '✍': true,
  '🤗': true,
  '🫡': true,
  '🎅': true,
  '🎄': true,
  '☃': true,
  '💅': true,
  '🤪': true,
  '🗿': true,
  '🆒': true,
  '💘': true,
  '🙉': true,
  '🦄': true,
  '😘': true,
  '💊': true,
  '🙊': true,
  '😎': true,
  '👾': true,
  '🤷‍♂': true,
  '🤷': true,
  '🤷‍♀': true,
  '😡': true,
};

/**
 * A bot cannot begin a conversation, has no receipts, and the API offers no way to look up whether a message arrived:
 * what is absent here cannot be done. A `file_id` "can be used to download or reuse the file" (Bot API, Document), without an end. Its own messages may be edited at any time, those it wrote for a business account for
 * 48 hours (Bot API, editMessageText), which the server then says.
 */
export const info: ConnectorInfo = {
  kind: 'telegram',
  capabilities: {
    maxTextLength: textLimit,
    maxCaptionLength: captionLimit,
    attachments: { maxBytes: uploadLimit },
    replyTo: true,
    formatting: ['bold', 'italic', 'underline', 'strike', 'spoiler', 'code', 'quote', 'pre', 'link'],
    album: { max: albumLimit },
    edit: {},
    withdraw: { hours: withdrawHours },
    reactions: { emoji: Object.keys(reactions) },
    buttons: true,
    typing: true,
    filesStay: true,
    portraits: true,
  },
};
