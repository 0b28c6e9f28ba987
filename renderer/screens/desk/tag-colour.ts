import type { TagColour } from '../../../shared/model/index.ts';

/** Every colour has its pair for light and dark in tokens.css. */
export const tagColour = (colour: TagColour): string => `var(--tag-${colour})`;
