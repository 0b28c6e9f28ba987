import type { AmiMessage } from './ami/protocol.ts';

/** The time at the PBX: told with each event where manager.conf has `timestampevents = yes`, and ours elsewhere. ms. */
export class PbxClock {
  /** How far ahead of us it is. */
  #ahead = 0;

  of(event: AmiMessage): number {
    const told = Number(event.get('Timestamp') ?? Number.NaN);
    if (!Number.isFinite(told)) return this.now();
    const at = Math.round(told * 1000);
    this.#ahead = at - Date.now();
    return at;
  }

  now(): number {
    return Date.now() + this.#ahead;
  }
}
