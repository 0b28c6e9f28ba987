import type { CustomerView } from '../../shared/contract/api.ts';

/** What of a person decides what can be written to them, and where it goes. */
export type WritingView = Pick<
  CustomerView,
  'id' | 'name' | 'nameIsAddress' | 'agents' | 'replyOptions' | 'forwardOptions' | 'held'
>;

/**
 * That of a person. When each way was last used is left out: it changes with every message, and is for the reason beside the way
 * alone.
 */
export function writingView({ id, name, nameIsAddress, agents, replyOptions, forwardOptions, held }: CustomerView): WritingView {
  const ways = replyOptions.map(({ lastInAt: _in, lastOutAt: _out, ...way }) => way);
  return { id, name, nameIsAddress, agents, replyOptions: ways, forwardOptions, held };
}
