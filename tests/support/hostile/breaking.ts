import type { Vector } from './types.ts';

/** Bodies that a browser does not survive, or does not finish painting: what counts is that the window comes back. */
export const breaking: readonly Vector[] = [
  ['20,000 tables one in another', () => '<table><tr><td>'.repeat(20_000)],
  ['20,000 boxes in a line, one in another', () => '<span style="display:inline-block">'.repeat(20_000)],
  ['a million columns', () => `<div style="columns:1000000;column-width:1px;height:1px">${'x '.repeat(100_000)}</div>`],
  [
    'blurs upon blurs',
    () => `<style>div{filter:blur(100px) blur(100px);width:9000px;height:9000px;background:red}</style>${'<div>'.repeat(200)}`,
  ],
];
