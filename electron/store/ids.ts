import { getRandomValues } from 'node:crypto';
import { uuidv7 } from '../../shared/lib/uuid.ts';

export const newId = (now: number = Date.now()): string => uuidv7(now, (bytes) => getRandomValues(bytes));
