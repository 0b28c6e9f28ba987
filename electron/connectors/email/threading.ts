import { decodeWords } from './mime/encoded-words.ts';

/**
 * Message ids of a header value in order, without angle brackets (RFC 5322, section 3.6.4). Folding white space inside an
 * id is taken out, and encoded words, which nothing of it should be, are read. Where a client forgot a bracket, words with an @
 * count.
 */
export function messageIds(value: string | undefined): string[] {
  if (value === undefined) return [];
  const text = value.includes('=?') ? decodeWords(value) : value;
  const outside = text.replace(/<[^<>]*>|\([^()]*\)/g, (each) => (each.startsWith('<') ? each : ' '));
  const bracketed = [...(outside.includes('<') ? outside : text).matchAll(/<([^<>]+)>/g)].map(([, id = '']) => bare(id));
  const words = () => text.split(/[\s,]+/).map((word) => word.replace(/^<|>$/g, ''));
  const found = bracketed.length > 0 ? bracketed : words().filter((word) => /^[^@<>]+@[^@<>]+$/.test(word));
  return found.filter((id) => id !== '');
}

/** Comments stood among spaces only (RFC 5322, section 4.5.4). */
function bare(id: string): string {
  return (/\s/.test(id) ? id.replace(/\([^()]{0,200}\)/g, '') : id).replace(/\s+/g, '');
}

export type Threading = { remoteId: string; remoteThread: string; answers: string[] };

/**
 * Where a mail belongs. The root is the first of References, then In-Reply-To, then the mail itself; the subject is never
 * asked. `answers` runs from the nearest ancestor to the farthest.
 */
export function threadOf(
  mail: { messageId?: string; inReplyTo: readonly string[]; references: readonly string[] },
  fallbackId: string,
): Threading {
  const remoteId = mail.messageId ?? fallbackId;
  const { inReplyTo, references } = mail;
  const answers = [...new Set([...inReplyTo, ...references.toReversed()])].filter((id) => id !== remoteId);
  return { remoteId, remoteThread: references[0] ?? inReplyTo[0] ?? remoteId, answers };
}

/** Id of a mail that has none: the SHA-256 of its source, which is the same wherever the mail is found again. */
export function fallbackIdOf(sourceHash: string): string {
  return `sha256-${sourceHash}`;
}

const longestReferences = 20;

/**
 * Headers of an answer (RFC 5322, section 3.6.4), oldest first, the answered mail last. Ids we made up for mails without one
 * mean nothing to the other side and are left out; a very long chain keeps its root and its newest members.
 */
export function answerHeaders(replyTo: { remoteId: string; references: readonly string[] } | undefined): {
  inReplyTo?: string;
  references?: string[];
} {
  if (replyTo === undefined) return {};
  const real = (id: string) => !/^sha256-[0-9a-f]{64}$/.test(id);
  const chain = [...new Set([...replyTo.references.filter((id) => id !== replyTo.remoteId), replyTo.remoteId])].filter(real);
  const kept = chain.length > longestReferences ? [...chain.slice(0, 1), ...chain.slice(1 - longestReferences)] : chain;
  return {
    ...(real(replyTo.remoteId) ? { inReplyTo: `<${replyTo.remoteId}>` } : {}),
    ...(kept.length > 0 ? { references: kept.map((id) => `<${id}>`) } : {}),
  };
}
