/** What a query can ask for besides words, each written with a colon and a value behind it. */
export const searchOperators = ['from', 'to', 'channel', 'before', 'after', 'has', 'is', 'in', 'tag'] as const;
export type SearchOperator = (typeof searchOperators)[number];
