import type { en } from './en.ts';

/**
 * The shape every language must fill: the keys of the English catalogue, plus the plural forms that Russian needs
 * (`few` and `many`) wherever English has `one`. A missing or extra key does not compile.
 */
export type Catalogue<T = typeof en> = {
  readonly [K in keyof T as T[K] extends string ? K : never]: string;
} & {
  readonly [K in keyof T as T[K] extends string ? never : K]: Catalogue<T[K]>;
} & {
  readonly [K in keyof T as K extends `${infer Base}_one` ? `${Base}_few` | `${Base}_many` : never]: string;
};
