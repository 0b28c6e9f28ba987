import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';

type Seat = NonNullable<AsteriskChannelConfig['agents']>[number];

/** One line of "who sits where", as typed. `name` is kept as it was configured. */
export type SeatDraft = { extension: string; agent: string; name?: string };

export const emptySeat: SeatDraft = { extension: '', agent: '' };

/** What an extension may be made of, as the engine has it. */
export const isExtension = (text: string): boolean => /^[A-Za-z0-9_*#+-]{1,40}$/.test(text.trim());

export function seatDrafts(seats: readonly Seat[] = []): SeatDraft[] {
  return seats.map(({ extension, agent, name }) => ({ extension, agent, ...(name === undefined ? {} : { name }) }));
}

const isEmpty = ({ extension, agent }: SeatDraft): boolean => extension.trim() === '' && agent.trim() === '';

/** What is wrong with line `index`: half filled in, no extension, or the extension of an earlier line. */
export function seatProblem(seats: readonly SeatDraft[], index: number): 'required' | 'badExtension' | 'twice' | undefined {
  const seat = seats[index];
  if (seat === undefined || isEmpty(seat)) return undefined;
  if (seat.extension.trim() === '' || seat.agent.trim() === '') return 'required';
  if (!isExtension(seat.extension)) return 'badExtension';
  const earlier = seats.slice(0, index).some(({ extension }) => extension.trim() === seat.extension.trim());
  return earlier ? 'twice' : undefined;
}

/** Lines that were left empty are none. */
export function seatConfig(drafts: readonly SeatDraft[]): { agents?: Seat[] } {
  const agents = drafts
    .filter((seat) => !isEmpty(seat))
    .map(({ extension, agent, name }) => ({
      extension: extension.trim(),
      agent: agent.trim(),
      ...(name === undefined ? {} : { name }),
    }));
  return agents.length === 0 ? {} : { agents };
}
