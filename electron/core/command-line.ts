import { usageOfFlags, valuedFlags } from './flags.ts';

/** What the packed program is started for. `say` goes to standard output with status 0; `refuse` is a wrong use. */
export type Command =
  | { do: 'window'; args: readonly string[] }
  | { do: 'relay'; args: readonly string[] }
  | { do: 'team'; args: readonly string[] }
  | { do: 'say'; text: string }
  | { do: 'refuse'; message: string };

/** A telephone number that the system hands over, clicked in another program (`tel:`, RFC 3966), among the arguments of a start. */
export const linkIn = (given: readonly string[]): string | undefined => given.find(isLink);

const isLink = (argument: string): boolean => /^tel:[^\s]{1,200}$/i.test(argument);

/**
 * Reads the arguments of the packed program: an optional word first, and then the flags. Switches of Chromium's may stand before
 * the word, as a wrapper puts them there, and a number that was clicked anywhere. Whoever asks for help or the version gets that and nothing else.
 */
export function readCommand(given: readonly string[], version: string): Command {
  const at = given.findIndex((argument) => (!argument.startsWith('-') && !isLink(argument)) || valuedFlags.includes(argument));
  const word = given[at]?.startsWith('-') === false ? given[at] : undefined;
  // Its flags are its own, help among them; what a wrapper put before the word is none of its business.
  if (word === 'team') return { do: 'team', args: given.slice(at + 1) };
  const args = word === undefined ? given : given.filter((_, index) => index !== at);
  const own = args.filter((_, index) => !valuedFlags.includes(args[index - 1] ?? ''));
  if (own.includes('--help') || own.includes('-h')) return { do: 'say', text: usage };
  if (own.includes('--version')) return { do: 'say', text: `Throughline ${version}` };
  if (word === undefined) return { do: 'window', args };
  if (word === 'relay') return { do: 'relay', args };
  return { do: 'refuse', message: `${word}: expected relay, team or a flag` };
}

const usage = `Usage: throughline [relay] [flags]
       throughline team <command> [flags]

relay runs the connections of a profile without a window, until it is told to stop.
team sets up and looks after the PostgreSQL of a team; team --help says how.

${usageOfFlags()}
  --help                  these words
  --version               the version of the program`;
