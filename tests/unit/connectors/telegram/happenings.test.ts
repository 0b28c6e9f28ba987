import { describe, expect, test } from 'vitest';
import { fixture, map, mapBody, message, receivedAt } from './fixture.ts';

const party = { kind: 'telegram', value: '1111111', name: 'Test Test Lastname', label: '@Testusername' };
const business = 'business:KDz1LmBhCoV:1111111';

describe('what happens later', () => {
  test('an edit carries the new text and when', () => {
    expect(map('edited')).toEqual([
      { type: 'edit', remoteThread: '1111111', remoteId: '1365', editedAt: 1_441_646_600_000, text: 'Edited text' },
    ]);
    expect(map('edited-caption')).toMatchObject([{ type: 'edit', text: 'New caption', attachments: [{ kind: 'image' }] }]);
  });

  test('a live location moves, and stands still once it is stopped', () => {
    const at = { type: 'card', remoteThread: '1111111', remoteId: '1365' };
    expect(map('live-location-moved')).toEqual([
      { ...at, card: { type: 'location', latitude: 55.7558, longitude: 37.6173, liveUntil: 1_441_646_432_000 } },
    ]);
    expect(map('live-location-stopped')).toEqual([{ ...at, card: { type: 'location', latitude: 55.7, longitude: 37.6 } }]);
  });

  test('blocking and unblocking change whether the person can be reached', () => {
    expect(map('blocked')).toEqual([{ type: 'reachability', party, reachable: false, reason: 'blocked', at: 1_441_645_600_000 }]);
    expect(map('unblocked')).toEqual([{ type: 'reachability', party, reachable: true, at: 1_441_645_700_000 }]);
  });
});

describe('reactions', () => {
  const at = { type: 'reaction', remoteThread: '1111111', remoteId: '1334', by: 'customer' };

  test('are told as they stand now', () => {
    expect(map('message-reaction')).toEqual([
      { ...at, emoji: ['👍'], at: 1_441_645_700_000 },
      { type: 'party', party, at: 1_441_645_700_000 },
    ]);
    expect(map('message-reaction-gone')[0]).toMatchObject({ emoji: [] });
  });

  test('of which the update holds no picture have a stand-in each', () => {
    expect(map('message-reaction-custom')[0]).toMatchObject({ emoji: ['✨', '⭐'] });
  });
});

describe('a pressed button', () => {
  test('is said by the customer, in answer to the message it is under', () => {
    expect(message('callback-query')).toEqual({
      type: 'message',
      remoteThread: '1111111',
      remoteId: 'press:4382bfdwdsb323b2d9',
      direction: 'in',
      party,
      claims: [],
      sentAt: receivedAt,
      text: '👆 No',
      answers: ['1334'],
      attachments: [],
      seen: false,
    });
  });

  test('in a group is told with its title, in private never, whatever the chat calls itself', () => {
    const titled = fixture('callback-query').replace('"type": "private"', '"type": "private", "title": "Maria"');
    expect(mapBody(titled)[0]).not.toHaveProperty('group');
    const group = fixture('callback-query').replace('"type": "private"', '"type": "group", "title": "Team"');
    expect(mapBody(group, { groups: 'take' })[0]).toMatchObject({ group: { title: 'Team' } });
    expect(mapBody(group)).toEqual([{ type: 'ignored', reason: 'a button in a group' }]);
  });

  test('has its data for a label when the message is out of reach', () => {
    expect(message('callback-query-inaccessible')).toMatchObject({ text: '👆 n', answers: ['1334'] });
    expect(message('callback-query-game')).toMatchObject({ text: '🎮 lamps' });
  });
});

describe('polls', () => {
  test('are changed where they came', () => {
    const body = fixture('poll-closed').replace('"update_id"', '"@home": {"thread": "77", "message": "3"}, "update_id"');
    expect(mapBody(body)).toMatchObject([
      { type: 'card', remoteThread: '77', remoteId: '3', card: { type: 'poll', closed: true, total: 3 } },
    ]);
  });

  test('an option that was added comes with the whole poll', () => {
    expect(map('poll-option-added')).toMatchObject([
      { type: 'card', remoteId: '1334', card: { options: [{ text: 'Mon' }, { text: 'Tue' }] } },
    ]);
  });
});

describe('a business account', () => {
  test('its customer writes to us, its owner for us', () => {
    expect(message('business-message')).toMatchObject({ remoteThread: business, direction: 'in', party, text: 'Are you open?' });
    const answer = message('business-message-owner');
    expect(answer).toMatchObject({ remoteThread: business, direction: 'out', text: 'Until six', seen: true });
    expect(answer.party).toEqual(party);
  });

  test('what it says of itself while its owner is away is a machine’s', () => {
    expect(message('business-message-away')).toMatchObject({ direction: 'out', automatic: true });
  });

  test('edits and deletions are told', () => {
    expect(map('edited-business-message')).toMatchObject([{ type: 'edit', remoteThread: business, text: 'Are you open now?' }]);
    expect(map('deleted-business-messages')).toEqual(
      ['1365', '1366'].map((remoteId) => ({ type: 'delete', remoteThread: business, remoteId, deletedAt: receivedAt })),
    );
  });
});
