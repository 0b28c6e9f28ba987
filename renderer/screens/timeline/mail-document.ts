/**
 * What the window needs of a mail's document. An element named `body` or `addEventListener` stands before the document's own
 * property of that name (HTML, 3.1.7), so a mail could answer in its place; here the document is asked past its names.
 */
export function mailDocument(frame: HTMLIFrameElement) {
  const page = frame.contentDocument;
  const view = frame.contentWindow;
  if (page === null || view === null) return undefined;
  const body: HTMLElement | null = Reflect.get(Document.prototype, 'body', page);
  const root: HTMLElement | null = Reflect.get(Document.prototype, 'documentElement', page);
  if (body === null || root === null) return undefined;
  return {
    view: view as Window & typeof globalThis,
    body,
    root,
    images: [...Document.prototype.querySelectorAll.call(page, 'img')] as HTMLImageElement[],
    /** Gives elements we have put into the mail their words in the window's language. */
    label(selector: string, words: string): void {
      for (const element of Document.prototype.querySelectorAll.call(page, selector)) {
        Element.prototype.setAttribute.call(element, 'title', words);
        Element.prototype.setAttribute.call(element, 'aria-label', words);
      }
    },
    listen<Type extends keyof DocumentEventMap>(type: Type, listener: (event: DocumentEventMap[Type]) => void): void {
      EventTarget.prototype.addEventListener.call(page, type, listener as EventListener);
    },
  };
}

/** The tallest a mail may make its frame, in pixels; beyond that it scrolls. One as tall as its frame and more would grow for ever. */
export const tallest = 60_000;
