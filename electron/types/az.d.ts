/** The part of az 0.2.3 (https://github.com/deNULL/Az.js) that the search uses; the package ships no types. */
declare module 'az' {
  type LoadCallback = (error: Error | null, data?: unknown) => void;
  export type Parse = { readonly word: string; normalize(keepPartOfSpeech?: boolean): Parse | false };
  export type MorphConfig = { ignoreCase: boolean; replacements: Record<string, string>; stutter: number; typos: number };
  type Morph = {
    init(directory: string, callback: (error: Error | null) => void): void;
    Parsers: { Dictionary?: (word: string, config: MorphConfig) => Parse[] };
  };
  export type Az = {
    load: (path: string, type: 'json' | 'arraybuffer', callback: LoadCallback) => void;
    Morph: Morph;
  };
  const az: Az;
  export default az;
}
