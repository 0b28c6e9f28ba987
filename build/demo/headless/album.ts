import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type App, desktop, laptop } from './app.ts';

/** The pictures of one run. */
export class Album {
  readonly folder: string;
  #count = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  get count(): number {
    return this.#count;
  }

  /** As it stands. Whatever moves is at its end. Returns the file's path. */
  async take({ page }: App, name: string): Promise<string> {
    const path = join(this.folder, `${name}.png`);
    await mkdir(this.folder, { recursive: true });
    // Nothing lies under the pointer.
    await page.mouse.move(0, 0);
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    this.#count += 1;
    return path;
  }

  /** In both sizes that matter, and the smaller one in the dark too. */
  async takeAll(app: App, name: string): Promise<void> {
    await app.resize(desktop);
    await this.take(app, `${name}-1920x1080`);
    await app.resize(laptop);
    await this.take(app, `${name}-1366x768`);
    await app.page.emulateMedia({ colorScheme: 'dark' });
    await this.take(app, `${name}-1366x768-dark`);
    await app.page.emulateMedia({ colorScheme: 'light' });
  }
}
