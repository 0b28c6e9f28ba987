import type { CustomerId } from '../../../shared/model/index.ts';

/** What each question of the desk's dialog is asked about, and what is called once it is answered. */
export type AnswerProps = { customerIds: CustomerId[]; onDone: () => void };
