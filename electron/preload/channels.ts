/** The only origin of the program's windows. A host is part of it, so that pages and frames compare equal or not at all. */
export const pageOrigin = 'app://throughline';

/** Names of what passes between the preload script and main; used by these two alone. */
export const channels = {
  requestPorts: 'request-ports',
  port: 'port',
  openExternal: 'open-external',
  saveFile: 'save-file',
  saveText: 'save-text',
  dragFile: 'drag-file',
  openSource: 'open-source',
  openPractice: 'open-practice',
  command: 'command',
  setLanguage: 'set-language',
  setAttention: 'set-attention',
  setCalls: 'set-calls',
  notify: 'notify',
} as const;

/** What main knows and a window is told as it opens. */
export type WindowFacts = {
  forcedLanguage?: 'en' | 'ru';
  systemLanguage: string;
  version: string;
  sandboxed: boolean;
  practice: boolean;
  /** A telephone number that was clicked in another program, for which the window was opened. */
  link?: string;
};

const argument = '--throughline-window=';

/** A sandboxed preload script is handed facts as an argument of its process. */
export function factsToArgument(facts: WindowFacts): string {
  return argument + encodeURIComponent(JSON.stringify(facts));
}

export function factsFromArguments(args: readonly string[]): WindowFacts {
  const given = args.find((text) => text.startsWith(argument));
  if (given === undefined) throw new Error('The window was opened without its facts.');
  return JSON.parse(decodeURIComponent(given.slice(argument.length))) as WindowFacts;
}
