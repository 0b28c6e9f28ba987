import { type Keymap, shortcuts } from '../../state/keymap.ts';
import type { SettingsSection } from '../../state/sections.ts';

/** Everything that can be set but the keys, which are below. */
const named = [
  {
    id: 'addChannel',
    section: 'channels',
    words: ['settings.addChannel', 'channel.email', 'channel.telegram', 'channel.asterisk', 'channel.cloud-pbx'],
  },
  { id: 'language', section: 'general', words: ['settings.language'] },
  {
    id: 'theme',
    section: 'general',
    words: ['settings.theme', 'settings.themeWord.auto', 'settings.themeWord.light', 'settings.themeWord.dark'],
  },
  { id: 'myName', section: 'general', words: ['settings.myName', 'settings.myNameHint'] },
  { id: 'myEmail', section: 'general', words: ['settings.myEmail'] },
  { id: 'workspaceName', section: 'general', words: ['settings.workspaceName'] },
  { id: 'country', section: 'general', words: ['settings.country', 'settings.countryHint'] },
  { id: 'cacheSize', section: 'general', words: ['settings.cacheSize', 'settings.cacheSizeHint', 'settings.cacheWords'] },
  { id: 'cacheAge', section: 'general', words: ['settings.cacheAge', 'settings.cacheAgeHint', 'settings.cacheWords'] },
  { id: 'waitingLimit', section: 'conversations', words: ['settings.waitingLimit', 'settings.waitingLimitHint'] },
  { id: 'results', section: 'conversations', words: ['settings.results', 'settings.resultAdd', 'desk.resolve'] },
  { id: 'tags', section: 'conversations', words: ['settings.tags', 'settings.tagAdd'] },
  { id: 'views', section: 'conversations', words: ['inbox.savedViews', 'settings.viewsHint'] },
  { id: 'undo', section: 'writing', words: ['settings.undo', 'settings.undoHint'] },
  { id: 'signature', section: 'writing', words: ['settings.signature', 'settings.signatureHint'] },
  { id: 'addCanned', section: 'canned', words: ['canned.add', 'canned.label', 'canned.noneHint'] },
  { id: 'mine', section: 'notices', words: ['notices.rule.mine', 'notices.of'] },
  { id: 'mentions', section: 'notices', words: ['notices.rule.mentions', 'notices.of'] },
  { id: 'unassigned', section: 'notices', words: ['notices.rule.unassigned', 'notices.rule.minutes', 'notices.of'] },
  { id: 'reminders', section: 'notices', words: ['notices.rule.reminders', 'notices.of'] },
  { id: 'failures', section: 'notices', words: ['notices.rule.failures', 'notices.of'] },
  { id: 'toasts', section: 'notices', words: ['notices.toasts', 'notices.how'] },
  { id: 'sound', section: 'notices', words: ['notices.sound', 'notices.soundWord.none', 'notices.how'] },
  {
    id: 'callPop',
    section: 'notices',
    words: ['telephony.pop.label', 'telephony.pop.open', 'telephony.pop.banner', 'notices.how'],
  },
  {
    id: 'afterCall',
    section: 'notices',
    words: ['telephony.after.label', 'telephony.after.ready', 'telephony.after.wrap-up', 'notices.how'],
  },
  { id: 'test', section: 'notices', words: ['notices.test', 'notices.testBody'] },
  { id: 'quiet', section: 'notices', words: ['notices.quietHours', 'notices.quiet'] },
  { id: 'quietDays', section: 'notices', words: ['notices.quietDays', 'notices.quiet'] },
  {
    id: 'pause',
    section: 'notices',
    words: ['notices.pauseName', 'notices.pause.half-hour', 'notices.pause.tomorrow', 'notices.resume'],
  },
  { id: 'assignment', section: 'team', words: ['teamSettings.by', 'teamSettings.assignment'] },
  { id: 'capacity', section: 'team', words: ['teamSettings.capacity', 'teamSettings.assignment'] },
  { id: 'takeOver', section: 'team', words: ['teamSettings.takeOver', 'teamSettings.assignment'] },
  {
    id: 'firstAnswerMinutes',
    section: 'team',
    words: ['teamSettings.clock.firstAnswerMinutes', 'teamSettings.times', 'floor.risk'],
  },
  {
    id: 'nextAnswerMinutes',
    section: 'team',
    words: ['teamSettings.clock.nextAnswerMinutes', 'teamSettings.times', 'floor.risk'],
  },
  {
    id: 'resolutionMinutes',
    section: 'team',
    words: ['teamSettings.clock.resolutionMinutes', 'teamSettings.times', 'floor.risk'],
  },
  { id: 'responseLease', section: 'team', words: ['teamSettings.responseLease', 'teamSettings.times'] },
  {
    id: 'absentLease',
    section: 'team',
    words: ['teamSettings.absentLease', 'teamSettings.absentLeaseHint', 'teamSettings.times'],
  },
  { id: 'handoffTime', section: 'team', words: ['teamSettings.handoff', 'teamSettings.times'] },
  { id: 'teamHours', section: 'team', words: ['teamSettings.hours.title', 'teamSettings.hours.zone'] },
  { id: 'departments', section: 'team', words: ['teamSettings.departments', 'teamSettings.addDepartment'] },
  { id: 'agents', section: 'team', words: ['teamSettings.agents', 'teamSettings.skills', 'teamSettings.languages'] },
  { id: 'duties', section: 'team', words: ['teamSettings.duty.title', 'teamSettings.duty.deputy'] },
  { id: 'audit', section: 'audit', words: ['teamSettings.audit.label', 'teamSettings.audit.export'] },
  { id: 'keys-reset', section: 'keyboard', words: ['shortcuts.reset', 'shortcuts.title'] },
] as const;

export type SettingKey = (typeof named)[number]['words'][number] | `shortcuts.${keyof Keymap}`;

/**
 * One thing that can be set: `id` is what its control carries as `data-setting`, `section` the page it is on, `words` what it is
 * found by; the first of them is its name.
 */
export type SettingEntry = { id: string; section: SettingsSection; words: readonly [SettingKey, ...SettingKey[]] };

export const settingEntries: readonly SettingEntry[] = [
  ...named,
  ...shortcuts.map(
    (shortcut): SettingEntry => ({
      id: `key-${shortcut}`,
      section: 'keyboard',
      words: [`shortcuts.${shortcut}`, 'shortcuts.title'],
    }),
  ),
];
