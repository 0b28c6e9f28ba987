import type { Bench } from '../harness/bench.ts';
import { findable } from './findable.ts';
import { order } from './order.ts';
import { plans } from './plans.ts';
import { volume } from './volume.ts';

/** What is counted rather than timed, and so is the same on every machine: the gate of every change. */
export const counters: readonly Bench[] = [plans, volume, findable, order];
