import { type TagColour, tagColours } from '../../../shared/model/index.ts';

/** Every colour has its pair for light and dark in tokens.css. */
export const tagColour = (colour: TagColour): string => `var(--tag-${colour})`;

/** What another tag is painted with where there are this many: each its own, as long as there are colours. Grey is for choosing. */
export const nextColour = (count: number): TagColour => tagColours[(count % (tagColours.length - 1)) + 1] ?? 'iris';
