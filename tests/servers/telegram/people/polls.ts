import type { Poll } from 'grammy/types';
import { badRequest } from '../failure.ts';
import type { Office } from '../rooms/office.ts';

export type PollPlan = { question: string; options: string[]; multiple?: boolean; correct?: number; open?: boolean };

/** Every required field of the type (Bot API, Poll); anonymous unless `open`. */
export function makePoll(office: Office, { question, options, multiple = false, correct, open = false }: PollPlan): Poll {
  const id = String(5_000_000_000_000_000n + BigInt(office.polls.size));
  const poll: Poll = {
    id,
    question,
    options: options.map((text, index) => ({ persistent_id: `${id}-${index}`, text, voter_count: 0 })),
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: !open,
    type: correct === undefined ? 'regular' : 'quiz',
    allows_multiple_answers: multiple,
    allows_revoting: correct === undefined,
    members_only: false,
    ...(correct === undefined ? {} : { correct_option_ids: [correct] }),
  };
  office.polls.set(id, poll);
  return poll;
}

export function stopped(office: Office, id: string): Poll {
  return change(office, id, { is_closed: true });
}

export function answered(office: Office, id: string, chosen: readonly number[]): Poll {
  const poll = office.polls.get(id);
  const options = poll?.options.map((option, index) =>
    chosen.includes(index) ? { ...option, voter_count: option.voter_count + 1 } : option,
  );
  return change(office, id, { ...(options ? { options } : {}), total_voter_count: (poll?.total_voter_count ?? 0) + 1 });
}

function change(office: Office, id: string, fields: Partial<Poll>): Poll {
  const poll = office.polls.get(id);
  if (!poll) throw badRequest('message with poll to stop not found');
  const changed = { ...poll, ...fields };
  office.polls.set(id, changed);
  return changed;
}
