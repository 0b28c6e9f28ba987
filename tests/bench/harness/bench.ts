/** A limit a figure has to keep. */
export type Goal = { atMost: number } | { atLeast: number };

/** One line of a bench's table. */
export type Finding = {
  what: string;
  /** What it is divided by; absent where the figure stands alone. */
  against?: string;
  /** Medians over the rounds, in `unit`. */
  subject?: number;
  baseline?: number;
  unit?: string;
  /** The figure itself: the median of the rounds' ratios, or what was counted. */
  value: number;
  /** Lowest and highest of the rounds. */
  spread?: readonly [number, number];
  goal?: Goal;
  /** Why the goal is not reached, where that has been shown: `--check` does not ask for it then. */
  limit?: string;
};

export type BenchOptions = {
  /** Numbers of messages, ascending; growth is told against the first. */
  sizes: readonly number[];
};

export type Bench = {
  name: string;
  /** What PERFORMANCE asks for, in a sentence. */
  goal: string;
  run(options: BenchOptions): Promise<Finding[]>;
};

/** Undefined where nothing was asked for. */
export function isReached({ value, goal }: Finding): boolean | undefined {
  if (goal === undefined) return undefined;
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}

/** A goal that is said to be reached, and is not. */
export const isMissed = (finding: Finding): boolean => finding.limit === undefined && isReached(finding) === false;
