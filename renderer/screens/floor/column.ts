import type { ReactNode } from 'react';

/** `cell` draws what stands in a row; the first column names the row. `figure`: numbers, at the right. */
export type Column<T> = { key: string; head: string; figure?: true; cell: (row: T, now: number) => ReactNode };
