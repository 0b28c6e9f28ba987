/**
 * The clock of this process as the owner of a machine may have set it: wrong. `DRILL_SKEW_MS` from the start, `setSkew` from then on.
 * Timers, which do not go by the time of day, stay right. Imported before everything that may look at a clock.
 */
const RightDate = Date;
const { DRILL_SKEW_MS } = process.env;
let skewMs = Number(DRILL_SKEW_MS ?? 0);

class WrongDate extends RightDate {
  constructor(...given: number[]) {
    super(...((given.length === 0 ? [WrongDate.now()] : given) as [number]));
  }

  static override now(): number {
    return RightDate.now() + skewMs;
  }
}

if (DRILL_SKEW_MS !== undefined) globalThis.Date = WrongDate as DateConstructor;

export function setSkew(ms: number): void {
  skewMs = ms;
}
