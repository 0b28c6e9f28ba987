import type { Page } from '@playwright/test';

/** How often components did work, by the part of the window they stand in: `row …`, `composer`, `timeline`, `customer`, … */
export type Renders = Record<string, number>;

/** What React tells its developer tools of a component, as far as it is used here. */
type Fiber = {
  tag: number;
  flags: number;
  alternate: Fiber | null;
  child: Fiber | null;
  sibling: Fiber | null;
  return: Fiber | null;
  stateNode: unknown;
};
type Probe = { counts: Renders };

declare global {
  interface Window {
    renders: Probe;
  }
}

/**
 * Counts from the next loading of the page on, by the hook that React offers to developer tools, in the program as it is
 * built for everybody: after each commit, the components that did work in it.
 */
export async function countRenders(page: Page): Promise<void> {
  await page.addInitScript(install);
  await page.reload();
}

function install(): void {
  // Times on screen move on every fifteen seconds, whoever writes: not while it is counted who works when somebody does.
  const setInterval = window.setInterval;
  window.setInterval = ((handler: TimerHandler, ms = 0, ...rest: unknown[]) =>
    ms >= 15_000 ? 0 : setInterval(handler, ms, ...rest)) as typeof window.setInterval;
  const performedWork = 1;
  const host = 5;
  // Function components, class components, those with a forwarded reference, and both kinds of memo.
  const components = new Set([0, 1, 11, 14, 15]);
  const probe: Probe = { counts: {} };
  window.renders = probe;

  function elementOf(fiber: Fiber): Element | undefined {
    for (let below: Fiber | null = fiber; below; below = below.child) {
      if (below.tag === host && below.stateNode instanceof Element) return below.stateNode;
    }
    for (let above = fiber.return; above; above = above.return) {
      if (above.tag === host && above.stateNode instanceof Element) return above.stateNode;
    }
    return undefined;
  }

  function place(fiber: Fiber): string {
    const element = elementOf(fiber);
    const row = element?.closest('[role=listbox][data-inbox] [role=option]');
    if (row) return `row ${row.textContent?.split(',')[0] ?? ''}`;
    if (element?.closest('article')) return 'timeline item';
    if (element?.closest('aside li')) return 'their address';
    for (const [name, selector] of [
      ['said since', '[data-tour=composer] > [role=status]'],
      ['composer', '[data-tour=composer]'],
      ['timeline', '[role=log]'],
      ['customer', 'aside, [role=complementary]'],
      ['places', 'nav'],
      ['rail', ':has(> nav)'],
      ['bar', 'header'],
      ['list', '[data-inbox]'],
    ] as const) {
      if (element?.closest(selector)) return name;
    }
    return 'frame';
  }

  function look(next: Fiber, before: Fiber | null): void {
    if (components.has(next.tag) && (before === null || (next !== before && (next.flags & performedWork) !== 0))) {
      const name = place(next);
      probe.counts[name] = (probe.counts[name] ?? 0) + 1;
    }
    // The same first child: nothing below was looked at.
    if (before !== null && next.child === before.child) return;
    for (let child = next.child; child; child = child.sibling) if (child !== child.alternate) look(child, child.alternate);
  }

  const hook = {
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    checkDCE: () => undefined,
    onScheduleFiberRoot: () => undefined,
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
    onCommitFiberRoot: (_id: number, root: { current: Fiber }) => look(root.current, root.current.alternate),
  };
  Object.defineProperty(window, '__REACT_DEVTOOLS_GLOBAL_HOOK__', { value: hook });
}

/** Waits until the page has been still for some frames. */
async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const known = (): string => JSON.stringify(window.renders.counts);
    for (let calm = 0, last = known(); calm < 20; calm = known() === last ? calm + 1 : 0) {
      last = known();
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}

/** Begins anew, once the page is still. */
export async function forgetRenders(page: Page): Promise<void> {
  await still(page);
  await page.evaluate(() => {
    window.renders.counts = {};
  });
}

/** Since they were forgotten, once the page is still. */
export async function rendersSince(page: Page): Promise<Renders> {
  await still(page);
  return page.evaluate(() => window.renders.counts);
}
