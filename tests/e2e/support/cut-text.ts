import type { Page } from '@playwright/test';
import { mark } from './speech.ts';

/**
 * What of the program's own words cannot be read in full where they stand: cut by a box without a title that says the whole, out
 * of the control they name, out of the window, or lying over other words. Words of customers may be cut.
 */
export function unreadable(page: Page): Promise<string[]> {
  return page.evaluate((sign) => {
    type Piece = { element: Element; text: string; rect: DOMRect; seen: DOMRect };
    const found = new Set<string>();
    const say = (what: string, element: Element, text: string) =>
      found.add(`${what}: “${text.replaceAll(sign, '').trim()}” in ${path(element)}`);
    const path = (element: Element): string => {
      const own = (each: Element) => `${each.tagName.toLowerCase()}${each.getAttribute('class') ? `.${each.classList[0]}` : ''}`;
      return [element.parentElement?.parentElement, element.parentElement, element]
        .flatMap((each) => (each ? [own(each)] : []))
        .join(' > ');
    };
    const slack = 1.5;
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
    const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    const cross = (a: DOMRect, b: DOMRect): DOMRect => {
      const left = Math.max(a.left, b.left);
      const top = Math.max(a.top, b.top);
      return new DOMRect(
        left,
        top,
        Math.max(0, Math.min(a.right, b.right) - left),
        Math.max(0, Math.min(a.bottom, b.bottom) - top),
      );
    };
    const hiddenFromEyes = (element: Element) => element.closest('.sr-only, .sr-inline, [aria-hidden="true"][hidden]') !== null;

    /** Of a text: what cuts it, and what of it is left to see. */
    function cutBy(element: Element, rect: DOMRect): { cut?: Element; seen: DOMRect } {
      let seen = cross(rect, new DOMRect(0, 0, innerWidth, innerHeight));
      let cut: Element | undefined;
      let [freeX, freeY] = [false, false];
      for (let each: Element | null = element; each && each !== document.body; each = each.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(each);
        const box = each.getBoundingClientRect();
        if (clips(overflowX) || clips(overflowY) || scrolls(overflowX) || scrolls(overflowY)) seen = cross(seen, box);
        if (clips(overflowX) && !freeX && (rect.right > box.right + slack || rect.left < box.left - slack)) cut ??= each;
        if (clips(overflowY) && !freeY && (rect.bottom > box.bottom + slack + 1 || rect.top < box.top - slack - 1)) cut ??= each;
        freeX ||= scrolls(overflowX);
        freeY ||= scrolls(overflowY);
      }
      return { seen, ...(cut ? { cut } : {}) };
    }

    const pieces: Piece[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.nodeValue ?? '';
      if (
        !element ||
        text.replaceAll(sign, '').trim() === '' ||
        element.closest('option, script, style') ||
        hiddenFromEyes(element)
      )
        continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (rect.width < 1 || rect.height < 1) continue;
        const { cut, seen } = cutBy(element, rect);
        pieces.push({ element, text, rect, seen });
        if (!text.includes(sign)) continue;
        const told = element.closest('[title]')?.getAttribute('title');
        if (cut && !told) say('cut', cut, text);
        const control = element.closest('button, a, kbd, [role="tab"], [role="option"], [role="menuitem"]');
        const box = control?.getBoundingClientRect();
        if (
          control &&
          box &&
          !cut &&
          (rect.right > box.right + slack || rect.left < box.left - slack || rect.bottom > box.bottom + slack + 2)
        )
          say('out of its control', control, text);
        if (rect.left < innerWidth && rect.right > innerWidth + slack && !cut) say('out of the window', element, text);
      }
    }

    const opaque = (element: Element) => {
      const alpha = /rgba\(.*,\s*([\d.]+)\)/.exec(getComputedStyle(element).backgroundColor)?.[1];
      return alpha === undefined || Number(alpha) > 0.9;
    };
    for (const [index, a] of pieces.entries()) {
      for (const b of pieces.slice(index + 1)) {
        if (a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const both = cross(a.seen, b.seen);
        if (both.width < 3 || both.height < 6) continue;
        const stack = document.elementsFromPoint(both.left + both.width / 2, both.top + both.height / 2);
        const [first, second] = [a, b].map(({ element }) =>
          stack.findIndex((each) => each === element || element.contains(each)),
        );
        if (first === undefined || second === undefined || first === -1 || second === -1) continue;
        const lower = first > second ? a.element : b.element;
        const covered = stack.slice(0, Math.max(first, second)).some((each) => opaque(each) && !each.contains(lower));
        if (!covered) say('over other words', a.element, `${a.text} / ${b.text}`);
      }
    }

    const pen = document.createElement('canvas').getContext('2d');
    const width = (text: string, style: CSSStyleDeclaration): number => {
      if (!pen) return 0;
      pen.font = style.font;
      return pen.measureText(text.replaceAll(sign, '')).width;
    };
    for (const field of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
      const style = getComputedStyle(field);
      if (!field.checkVisibility() || style.textOverflow === 'ellipsis') continue;
      const text =
        field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.text ?? '') : field.value === '' ? field.placeholder : '';
      const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      if (text.includes(sign) && width(text, style) > room + slack) say('cut in its field', field, text);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.add(`the page is ${document.documentElement.scrollWidth} wide`);
    return [...found];
  }, mark);
}
