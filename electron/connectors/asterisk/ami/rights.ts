import { setTimeout as pause } from 'node:timers/promises';
import type { AmiClient } from './client.ts';

/** Between the end of its start and the event of it lies less. ms. */
const toldWithinMs = 1_000;

/**
 * Whether the PBX has finished its start, asked of it. `CoreStatus` has no time of the start before that (main/manager.c,
 * action_corestatus; main/asterisk.c sets it when all modules are there). An account that may not ask is taken to know nothing.
 */
export async function isUp(client: AmiClient): Promise<boolean> {
  const status = await client.action('CoreStatus');
  const started = /^(\d{4})-/.exec(status.get('CoreStartupDate') ?? '');
  return status.response === 'Success' && Number(started?.[1] ?? 0) > 1970;
}

/** It is up, and whoever has the class `system` would have been told by now. */
export async function isUpUntold(client: AmiClient): Promise<boolean> {
  if (!(await isUp(client))) return false;
  await pause(toldWithinMs);
  return true;
}

/** What is done at a PBX, and the class that allows it (manager.conf, `write`). */
const needs: ReadonlyArray<[action: string, right: string]> = [
  ['CoreShowChannels', 'reporting'],
  ['Hangup', 'call'],
  ['QueuePause', 'agent'],
  ['Originate', 'originate'],
];

/** Classes the account lacks for what is done here: `ListCommands` names what it may do, and nothing else. */
export async function missingRights(client: AmiClient, dials: boolean): Promise<string[]> {
  const may = await client.action('ListCommands');
  if (may.response !== 'Success') return [];
  return needs.flatMap(([action, right]) => (may.get(action) === undefined && (dials || action !== 'Originate') ? [right] : []));
}
