/**
 * How time passes in the story. For a person the customers take their time; when the program is driven, they wait for
 * what is seen in the program and for nothing else.
 */
export type Pace = {
  /** Thinking, typing, doing something else. `seconds` for a person; none when driven. */
  pause(seconds: number): Promise<void>;
  /** Until the driver has seen `cue` in the program, or `seconds` have passed for a person. */
  until(cue: string, seconds: number): Promise<void>;
};

/** Real time. Pauses that are under way when `signal` aborts never end, and hold up no exit. */
export function natural(signal: AbortSignal): Pace {
  const pause = (seconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, seconds * 1_000);
      timer.unref();
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    });
  return { pause, until: (_cue, seconds) => pause(seconds) };
}

export type DrivenPace = Pace & { give(cue: string): void };

/** No time at all passes; each cue is given by the driver, before or after somebody waits for it. */
export function driven(): DrivenPace {
  const given = new Map<string, { promise: Promise<void>; resolve(): void }>();
  const of = (cue: string) => {
    const known = given.get(cue);
    if (known) return known;
    let resolve = () => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    const made = { promise, resolve };
    given.set(cue, made);
    return made;
  };
  return {
    pause: () => Promise.resolve(),
    until: (cue) => of(cue).promise,
    give: (cue) => of(cue).resolve(),
  };
}
