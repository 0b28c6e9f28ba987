import type { Scene } from '../live/scene.ts';
import type { Stage } from '../stage.ts';
import { Album } from './album.ts';
import { type App, type Start, startOnStage } from './app.ts';

export type Tour = {
  stage: Stage;
  start: Omit<Start, 'language'>;
  /** Folder for the pictures. */
  pictures: string;
  told: Scene['told'];
  /** A thing has been done and seen. */
  done(step: StepName): void;
};

/** What is done and seen, in order. */
export type StepName =
  | 'opens'
  | 'imported'
  | 'mariaMails'
  | 'becomesOne'
  | 'byTelegram'
  | 'byEmail'
  | 'note'
  | 'search'
  | 'htmlMail'
  | 'john'
  | 'settings'
  | 'resolved'
  | 'startsAgain'
  | 'firstRun'
  | 'phoneReady'
  | 'rings'
  | 'answered'
  | 'hungUp'
  | 'wrappedUp'
  | 'recapped'
  | 'relayHolds'
  | 'twoWindows'
  | 'mariaAtBoth'
  | 'dragged'
  | 'accepted'
  | 'whispered'
  | 'relayKilled';

/** A step was not seen. `picture` is the window as it stood, where one could be taken. */
export class StoryStopped extends Error {
  readonly step: StepName;
  readonly reason: string;
  readonly picture: string | undefined;

  constructor(step: StepName, reason: string, picture: string | undefined, options: ErrorOptions) {
    super(`The story stopped at "${step}": ${reason}`, options);
    this.name = 'StoryStopped';
    this.step = step;
    this.reason = reason;
    this.picture = picture;
  }
}

/** How long anything may take to be seen, ms. */
export const patience = 20_000;

export type Step = <T>(name: StepName, run: () => Promise<T>) => Promise<T>;

/** Where one step after the other is done, and what is photographed when one was not. */
type Doing = { album: Album; windows: readonly App[]; done(step: StepName, took?: number): void };

/** A step that answers a number was measured: how long it took what matters, in ms. Rejects with {@link StoryStopped}. */
export async function stepsWith(
  { album, windows, done }: Doing,
  run: (step: Step) => Promise<void>,
  first: StepName = 'opens',
): Promise<void> {
  let current = first;
  const step: Step = async (name, act) => {
    current = name;
    const result = await act();
    if (typeof result === 'number') done(name, result);
    else done(name);
    return result;
  };
  try {
    await run(step);
  } catch (error) {
    let picture: string | undefined;
    for (const [index, window] of windows.entries()) {
      const name = index === 0 ? 'where-it-stopped' : `where-it-stopped-${index + 1}`;
      picture = (await album.take(window, name).catch(() => undefined)) ?? picture;
    }
    throw new StoryStopped(current, firstLine(error), picture, { cause: error });
  }
}

/** Starts the program, lets it be driven, closes it. Rejects with {@link StoryStopped} at the step that was not done. */
export async function withApp(tour: Tour, language: 'en' | 'ru', run: (app: App, step: Step) => Promise<void>): Promise<void> {
  const app = await startOnStage({ ...tour.start, language }, tour.stage).catch((error: unknown) => {
    throw new StoryStopped('opens', firstLine(error), undefined, { cause: error });
  });
  app.page.setDefaultTimeout(patience);
  try {
    await stepsWith({ album: new Album(tour.pictures), windows: [app], done: tour.done }, (step) => run(app, step));
  } finally {
    await app.close().catch(() => undefined);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
