import type { Pace } from './pace.ts';
import type { Doors, Heard, Person } from './person.ts';

/** Where the story is played. */
export type Scene = {
  doors: Doors;
  pace: Pace;
  /** Somebody did something: for the terminal. */
  told(who: Person, by: Heard['by'], text: string): void;
  /** Something could not be done. After the servers have stopped nothing can. */
  failed(error: unknown): void;
};
