import { describe, expect, it } from 'vitest';
import { share } from '../../../renderer/state/share.ts';
import { writingView } from '../../../renderer/state/writing-view.ts';
import type { CustomerView } from '../../../shared/contract/api.ts';

describe('what was read anew', () => {
  const before = {
    id: 'a',
    name: 'Anna',
    points: [
      { id: 'mail', lastUsedAt: 1 },
      { id: 'phone', lastUsedAt: 1 },
    ],
    tags: ['new', 'vip'],
  };
  const copy = (): typeof before => structuredClone(before);

  it('is what was there, when all is alike', () => {
    expect(share(before, copy())).toBe(before);
  });
  it('keeps all but what changed, and what holds it', () => {
    const after = copy();
    const [mail] = after.points;
    if (mail) mail.lastUsedAt = 2;
    const shared = share(before, after);
    expect(shared).toEqual(after);
    expect(shared).not.toBe(before);
    expect(shared.points).not.toBe(before.points);
    expect(shared.points[1]).toBe(before.points[1]);
    expect(shared.tags).toBe(before.tags);
  });
  it('knows by its id what stands elsewhere now', () => {
    const after = { ...copy(), points: copy().points.reverse() };
    const shared = share(before, after);
    expect(shared.points).toEqual(after.points);
    expect(shared.points[0]).toBe(before.points[1]);
    expect(shared.points[1]).toBe(before.points[0]);
  });
  it('takes nothing over that is there no more', () => {
    expect(share({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(share([1, 2], [1])).toEqual([1]);
    expect(share({ a: undefined }, { b: undefined })).toEqual({ b: undefined });
    expect(share([1], { 0: 1 })).toEqual({ 0: 1 });
    expect(share(undefined, { a: null })).toEqual({ a: null });
    expect(share({ a: null }, { a: {} })).toEqual({ a: {} });
  });
});

describe('what the composer draws of a person', () => {
  const way = { contactPointId: 'p', channelId: 'c', channelKind: 'telegram', channelName: 'Bot', address: '@a', allowed: true };
  const view = (lastInAt: number): CustomerView => ({
    id: 'a',
    name: 'Anna',
    nameIsAddress: false,
    version: lastInAt,
    contactPoints: [],
    earlierConversations: [],
    reminders: [],
    pinned: [],
    links: [],
    agents: [],
    replyOptions: [{ ...way, channelKind: 'telegram', capabilities: { direction: 'both' } as never, lastInAt, lastOutAt: 1 }],
    drafts: {},
    forwardOptions: [],
    held: [],
  });
  it('is the same after they have written again', () => {
    const before = writingView(view(1));
    expect(share(before, writingView(view(2)))).toBe(before);
    expect(before.replyOptions[0]).toMatchObject({ address: '@a', allowed: true });
  });
});
