/** What the engine needs of this room; loaded only by a desk that is in a team. */
export { teamPort } from './decisions.ts';
export { TeamLink } from './link.ts';
export { Together } from './together.ts';
export { togetherPort } from './together-port.ts';
