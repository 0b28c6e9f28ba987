import { beforeAll, describe, expect, it } from 'vitest';
import { startLanguage } from '../../../renderer/i18n/index.ts';
import { auditFile } from '../../../renderer/screens/audit/export.ts';
import { detailWords, isByRule, isThisSearch, soughtWords } from '../../../renderer/screens/audit/words.ts';
import { groupGaps, readSpans, spansText, stretches, usualHours } from '../../../renderer/screens/team-settings/hours.ts';
import { wordsOf } from '../../../renderer/screens/team-settings/lists.ts';
import { gapWords, hoursWords } from '../../../renderer/screens/team-settings/words.ts';
import { sectionsOf } from '../../../renderer/state/sections.ts';
import type { AuditEntry, DutyGap } from '../../../shared/model/index.ts';

beforeAll(() => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  startLanguage('en');
});

describe('hours of a day', () => {
  it.each([
    ['9-13, 14:00–18:00', '09:00–13:00, 14:00–18:00'],
    ['0-24', '00:00–24:00'],
    ['8.30 - 12', '08:30–12:00'],
    ['', ''],
  ])('%j is read as %j', (typed, said) => {
    expect(spansText(readSpans(typed) ?? [{ from: 0, to: 1 }])).toBe(said);
  });
  it.each(['18-9', '9', '9-25', '9-13, 12-14', 'nine to five', '9:75-10'])('%j is nothing of the kind', (typed) => {
    expect(readSpans(typed)).toBeUndefined();
  });
});

it('days with the same hours are told together, free ones are left out', () => {
  const { week } = usualHours('UTC');
  expect(stretches(week)).toEqual([{ first: 0, last: 4, spans: '09:00–18:00' }]);
  expect(hoursWords({ ...usualHours('Europe/Moscow'), days: { '2027-01-01': [] } })).toBe(
    'Mon–Fri 09:00–18:00 · Europe/Moscow · 1 special day',
  );
});

describe('gaps of the matrix', () => {
  const gap = (weekday: number, from: number, to: number): DutyGap => ({ channelId: 'vk', weekday, span: { from, to } });
  it('of every day are one sentence without days', () => {
    const gaps = groupGaps([0, 1, 2, 3, 4, 5, 6].map((day) => gap(day, 18 * 60, 1440)));
    expect(gaps.map((each) => gapWords(each, 'VK'))).toEqual(['Nobody owns VK after 18:00']);
  });
  it('of some days name them, with every time of the day', () => {
    const gaps = groupGaps([gap(1, 18 * 60, 1440), gap(0, 18 * 60, 1440), gap(0, 0, 540), gap(1, 0, 540), gap(5, 0, 1440)]);
    expect(gaps.map((each) => gapWords(each, 'VK'))).toEqual([
      'Nobody owns VK before 09:00 and after 18:00 (Mon–Tue)',
      'Nobody owns VK (Sat)',
    ]);
  });
});

it('lists are typed with commas, each word once', () => {
  expect(wordsOf(' refunds, VIP;refunds ,')).toEqual(['refunds', 'VIP']);
});

describe('the audit as a file', () => {
  const entry: AuditEntry = {
    seq: 7,
    at: 0,
    login: 'anna',
    action: 'reassign',
    detail: { reason: 'lunch, "long"' },
    customer: { id: 'c', name: '=SUM(A1)' },
  };
  it('is CSV that quotes what must be and runs nothing', () => {
    const [head, line] = auditFile([entry], 'csv').slice(1).split('\r\n');
    expect(head).toBe('seq,at,login,agentId,action,kind,subject,customerId,customer,detail');
    expect(line).toBe('7,1970-01-01T00:00:00.000Z,anna,,reassign,,,c,\'=SUM(A1),"{""reason"":""lunch, \\""long\\""""}"');
  });
  it('names nobody where a rule of the team did it, whoever’s desk wrote it down', () => {
    const expired = { ...entry, agentId: 'a', action: 'handoff-expired', detail: {} };
    expect([entry, expired].map(isByRule)).toEqual([false, true]);
    expect(isByRule({ ...entry, action: 'handoff-accepted', detail: { words: null } })).toBe(false);
    expect(isByRule({ ...entry, action: 'handoff-accepted', detail: { byWork: true } })).toBe(true);
    expect(auditFile([expired], 'csv').split('\r\n')[1]).toContain(',anna,,handoff-expired,');
    expect(auditFile([{ ...entry, agentId: 'a' }], 'csv').split('\r\n')[1]).toContain(',anna,a,reassign,');
  });
  it('is one JSON object a line', () => {
    const [line = '', end] = auditFile([entry], 'jsonl').split('\n');
    expect(JSON.parse(line)).toEqual({ ...entry, at: '1970-01-01T00:00:00.000Z' });
    expect(end).toBe('');
  });
  it('is searched by what its actions are called', () => {
    expect(soughtWords(' handed over ')).toBe('reassign');
    expect(soughtWords('handoff')).toBe('handoff');
    expect(soughtWords('Maria')).toBe('Maria');
  });
  it('does not find the search itself', () => {
    const search = { ...entry, action: 'audit-read', detail: { filter: { words: 'lunch', max: 101 } } };
    expect(isThisSearch(search, 'lunch')).toBe(true);
    expect(isThisSearch(search, 'dinner')).toBe(false);
    expect(isThisSearch({ ...search, action: 'reassign' }, 'lunch')).toBe(false);
    expect(isThisSearch(search, undefined)).toBe(false);
  });
  it('says of a detail what a person can read', () => {
    const id = '0199c0de-0000-7000-8000-000000000000';
    const nobody = () => undefined;
    expect(detailWords({ reason: 'lunch', to: id, from: null, count: 3 }, nobody)).toBe('reason: lunch, number: 3');
    expect(detailWords({ reason: 'lunch', to: id, version: 4 }, (of) => (of === id ? 'Oleg' : undefined))).toBe(
      'to: Oleg, reason: lunch',
    );
    expect(detailWords({ change: { status: 'resolved' }, status: 'open', from: id, to: id }, nobody)).toBe(
      'status: open → resolved',
    );
    expect(detailWords({ change: { addTags: [id] }, status: 'open' }, nobody)).toBe('');
    expect(detailWords({ login: 'maria', role: 'agent', visibility: 'all', departments: ['support'] }, nobody)).toBe(
      'login: maria, role: agent, sees: everything',
    );
    expect(detailWords({ filter: { max: 101 }, fence: 1, node: id }, nobody)).toBe('');
    expect(detailWords({ filter: { max: 101, words: 'maria' } }, nobody)).toBe('looked for: maria');
    expect(detailWords({ to: id, queue: true, version: 2 }, nobody)).toBe('from the queue');
  });
});

it('pages about the team are for those who lead one', () => {
  const me = { id: 'a', departments: [] };
  const team = {
    colleagues: [],
    departments: [],
    watchers: [],
    handoffs: [],
    given: [],
    whispers: [],
    takeOver: 'lead' as const,
    capacity: 20,
  };
  expect(sectionsOf(null)).not.toContain('team');
  expect(sectionsOf({ ...team, me: { ...me, role: 'agent' } })).not.toContain('audit');
  expect(sectionsOf({ ...team, me: { ...me, role: 'lead' } })).toEqual(expect.arrayContaining(['team', 'audit']));
});
