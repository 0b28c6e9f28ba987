import type { CannedText, SavedView } from '../../../shared/contract/api.ts';
import type { SpokenLanguages } from '../../../shared/contract/process.ts';
import { type Agent, type AgentState, type NoticeRules, usualNoticeRules } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { newId } from '../ids.ts';

export type Settings = {
  workspaceName: string;
  country: string;
  language: 'en' | 'ru' | null;
  /** What the desk was started with; null where there is no window. */
  languages: SpokenLanguages | null;
  remoteContentSenders: string[];
  /** The key that seals secrets lies in a file, because the system offers no keyring. */
  keyIsFile: boolean;
  keyFileNoticeSeen: boolean;
  savedViews: SavedView[];
  resultCodes: string[];
  waitingLimitMinutes: number;
  /** Reminders up to this time have been brought up; epoch ms. */
  remindedUpTo: number;
  noticeRules: NoticeRules;
  /** Whose waiting began up to this time has been told of; epoch ms. */
  unassignedToldUpTo: number;
  /** How long an answer waits so that it can be taken back. */
  undoSeconds: number;
  signature: CannedText | null;
  agentState: AgentState;
  /** How much of the files this desk keeps, and for how many days after their last use; null: without limit. */
  cacheBytes: number | null;
  cacheDays: number | null;
  /** Bytes of the stored files, as they were last looked through; null before that. */
  cacheUsed: number | null;
};

const defaults: Settings = {
  workspaceName: '',
  country: 'RU',
  language: null,
  languages: null,
  remoteContentSenders: [],
  keyIsFile: false,
  keyFileNoticeSeen: false,
  savedViews: [],
  resultCodes: [],
  waitingLimitMinutes: 60,
  remindedUpTo: 0,
  noticeRules: usualNoticeRules,
  unassignedToldUpTo: 0,
  undoSeconds: 5,
  signature: null,
  agentState: { state: 'offline', since: 0 },
  cacheBytes: 10_000_000_000,
  cacheDays: null,
  cacheUsed: null,
};

export function getSetting<N extends keyof Settings>(db: ReadDb, name: N): Settings[N] {
  const text = db.value<string>('SELECT value FROM settings WHERE name = ?', name);
  if (text === undefined) return defaults[name];
  const value = JSON.parse(text) as Settings[N];
  // Rules written down before there was one of a kind have the usual one.
  return name === 'noticeRules' ? Object.assign({}, defaults[name], value) : value;
}

/** The language of this desk's window: asked for at the start, else chosen, else the system's. */
export function spokenLanguage(db: ReadDb): 'en' | 'ru' {
  const languages = getSetting(db, 'languages');
  return languages?.given ?? getSetting(db, 'language') ?? languages?.system ?? 'en';
}

/** Answers whether the value changed. */
export function setSetting<N extends keyof Settings>(tx: WriteTx, name: N, value: Settings[N]): boolean {
  const text = JSON.stringify(value);
  const { changes } = tx.run(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value',
    name,
    text,
  );
  if (changes > 0 && name !== 'agentState') tx.touched.workspace = true;
  return changes > 0;
}

type AgentRow = { key: number; id: string; name: string; email: string | null; is_me: number };
const toAgent = (row: AgentRow): Agent => ({
  id: row.id,
  name: row.name,
  isMe: row.is_me === 1,
  ...(row.email === null ? {} : { email: row.email }),
});

/** Those who work here, by name; a relay of the team has a login too, and is nobody. */
export const listAgents = (db: ReadDb): Agent[] =>
  db
    .all<AgentRow>(
      `SELECT * FROM agents WHERE id NOT IN (SELECT id FROM team_things WHERE kind = 'agent' AND json_extract(body, '$.relay') = 1)
       ORDER BY name`,
    )
    .map(toAgent);

/** The agent at this desk. Always there: opening the engine makes sure of it. */
export function me(db: ReadDb): Agent & { key: number } {
  const row = db.get<AgentRow>('SELECT * FROM agents WHERE is_me = 1');
  if (!row) throw new Error('no agent of this desk');
  return { ...toAgent(row), key: row.key };
}

export function agentKey(db: ReadDb, id: string): number | undefined {
  return db.value<number>('SELECT key FROM agents WHERE id = ?', id);
}

/** Makes sure that this desk has an agent, and gives it the name and address where they are told. */
export function ensureMe(tx: WriteTx, given: { name?: string; email?: string }): void {
  const row = tx.get<AgentRow>('SELECT * FROM agents WHERE is_me = 1');
  if (!row) {
    tx.run('INSERT INTO agents (id, name, email, is_me) VALUES (?, ?, ?, 1)', newId(), given.name ?? '', given.email ?? null);
    tx.touched.workspace = true;
    return;
  }
  const name = given.name ?? row.name;
  const email = given.email ?? row.email;
  if (name === row.name && email === row.email) return;
  tx.run('UPDATE agents SET name = ?, email = ? WHERE key = ?', name, email, row.key);
  tx.touched.workspace = true;
}
