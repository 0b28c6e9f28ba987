import type { ChannelId, CustomerId, ItemId } from '../model/index.ts';

/**
 * What the engine tells every window after a commit: names of what changed, never the new state.
 * A window re-reads what it shows. `epoch` changes when the engine restarts; `rev` counts by one;
 * a new epoch or a gap in `rev` means "read everything again".
 */
export type FeedEvent = {
  epoch: string;
  rev: number;
  /** People whose timeline, list row or panel changed (after links: the person shown, and both originals). */
  customers: CustomerId[];
  /** Connection state or configuration of channels. */
  channels: ChannelId[];
  /** The workspace itself: its name, language, agent, settings. */
  workspace: boolean;
  /** What the agent is told of. */
  notices: boolean;
  /** Calls that began, changed or ended: re-read `call.live`. */
  calls: ItemId[];
  /** Agents' own states, as `agent.state.get` tells them. */
  agentStates: boolean;
  /** Colleagues, who looks at whom, what is offered and whispered to this agent, rules: re-read `team.view`. */
  team: boolean;
};
