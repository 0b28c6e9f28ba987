/** Both Node and the DOM have it; `shared` sees neither library, only that such a thing exists. */
interface AbortSignal {
  readonly aborted: boolean;
}
