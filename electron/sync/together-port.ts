import type { TeamCommands } from '../../shared/contract/team.ts';

/** What a desk in a team can be asked about its colleagues: the commands of `TeamCommands`, already parsed. */
export type TogetherPort = {
  readonly [M in keyof TeamCommands]: (input: TeamCommands[M]['in']) => TeamCommands[M]['out'] | Promise<TeamCommands[M]['out']>;
};
