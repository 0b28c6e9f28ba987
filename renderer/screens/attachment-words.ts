import i18next from 'i18next';

const known = ['image', 'audio', 'voice', 'video', 'sticker', 'file'] as const;

/** `Photo, Voice message` for kinds of attachments; empty when there are none. */
export function attachmentWords(kinds: readonly string[]): string {
  const words = kinds.map((kind) => i18next.t(`inbox.attachment.${known.find((each) => each === kind) ?? 'file'}`));
  return [...new Set(words)].join(', ');
}
