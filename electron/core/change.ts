import type { ChannelConfig } from '../../shared/contract/provision.ts';
import type { Capabilities } from '../../shared/model/index.ts';

/** How a message stands that somebody wants to change. Times are epoch ms. */
export type Changeable = {
  /** It has arrived at the provider. */
  arrived: boolean;
  sentAt: number;
  hasFiles: boolean;
};

/** Why a change cannot be made, as a sentence; `undefined` when it can. */
export type Refusal = { code: 'not-allowed' | 'too-large' | 'invalid-input'; words: string } | undefined;

const hourMs = 60 * 60 * 1000;

/** Whether our own message can still be changed or taken back at the provider. */
export function mayChange(capability: { hours?: number } | undefined, message: Changeable, now: number): Refusal {
  if (!capability) return { code: 'not-allowed', words: 'what was sent on this channel cannot be changed any more' };
  const { hours } = capability;
  if (hours !== undefined && message.arrived && now - message.sentAt > hours * hourMs)
    return { code: 'not-allowed', words: `this is possible within ${hours} hours after sending` };
  return undefined;
}

/** Whether a message with or without files can have this text. */
export function fitsAs(text: string, capabilities: Capabilities, { hasFiles }: Pick<Changeable, 'hasFiles'>): Refusal {
  if (text.trim() === '' && !hasFiles)
    return { code: 'invalid-input', words: 'a message without words is none; take it back instead' };
  const limit = hasFiles ? (capabilities.maxCaptionLength ?? capabilities.maxTextLength) : capabilities.maxTextLength;
  if (limit !== undefined && text.length > limit)
    return { code: 'too-large', words: `a message can have ${limit} characters here` };
  return undefined;
}

/** Whether we can react to a message in this way; no emoji takes a reaction back. */
export function mayReact(capabilities: Capabilities, emoji: string | undefined): Refusal {
  const { reactions } = capabilities;
  if (!reactions) return { code: 'not-allowed', words: 'this channel knows no reactions' };
  if (emoji !== undefined && reactions.emoji !== undefined && !reactions.emoji.includes(emoji))
    return { code: 'not-allowed', words: `this channel knows no reaction ${emoji}` };
  return undefined;
}

/** Whether what is read here is to be marked so at the provider. */
export const tellsSeen = (config: ChannelConfig): boolean => config.kind === 'email' && config.follow?.seen !== false;
