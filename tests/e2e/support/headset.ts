import type { Frame, Page } from '@playwright/test';

/** Bits of the one input report of the headset below. */
export const headsetKeys = { hook: 0b0001, mute: 0b0010, flash: 0b0100 } as const;
type Key = keyof typeof headsetKeys;

/** How the lamps stand, as the program last set them. */
export type Lamps = { offHook: boolean; ring: boolean; mute: boolean };

type Worn = { report(bits: number): void; lamps(): Lamps; plug(state: Plug): void };
/** `taken`: another program holds it. */
type Plug = 'out' | 'in' | 'taken';

/**
 * A headset with keys for calls, which no machine of tests has: the page of the softphone is given a `navigator.hid` that offers one.
 * It obeys WebHID and, in its reports, HID Usage Tables 1.4 (pages 0x0B and 0x08): its hook is a switch, its mute and flash are
 * pressed and let go, and its hook follows the lamp that says "off hook".
 */
export class Headset {
  readonly name = 'Evolve 65';
  readonly #page: Page;
  #hook = false;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** To be had by every page from now on; the window is loaded anew. Nothing is plugged in. */
  static async offer(page: Page): Promise<Headset> {
    const headset = new Headset(page);
    await page.addInitScript(offer, headset.name);
    await page.reload();
    return headset;
  }

  plug(state: Plug): Promise<void> {
    return this.#worn((worn, to) => worn.plug(to), state);
  }

  /** The button of calls: its hook goes to where it is not. */
  async hook(): Promise<void> {
    this.#hook = !(await this.lamps()).offHook;
    await this.#report();
  }

  async press(key: Exclude<Key, 'hook'>): Promise<void> {
    this.#hook = (await this.lamps()).offHook;
    await this.#report(key);
    await this.#report();
  }

  lamps(): Promise<Lamps> {
    return this.#worn((worn) => worn.lamps(), undefined);
  }

  #report(key?: Key): Promise<void> {
    const bits = (this.#hook ? headsetKeys.hook : 0) | (key === undefined ? 0 : headsetKeys[key]);
    return this.#worn((worn, to) => worn.report(to), bits);
  }

  async #worn<A, R>(ask: (worn: Worn, argument: A) => R, argument: A): Promise<R> {
    const frame = await this.#frame();
    const worn = await frame.evaluateHandle(() => (globalThis as typeof globalThis & { worn: Worn }).worn);
    return (await worn.evaluate(ask as (worn: Worn, argument: unknown) => R, argument)) as R;
  }

  async #frame(): Promise<Frame> {
    await this.#page.locator('iframe[title="softphone"]').waitFor({ state: 'attached' });
    const frame = this.#page.frames().find((each) => each.url().endsWith('/phone.html'));
    if (!frame) throw new Error('there is no page of the softphone');
    await frame.waitForLoadState();
    return frame;
  }
}

/** Runs in every frame before anything of its own. */
function offer(productName: string): void {
  const bits = (usages: number[]) => ({ usages, isRange: false, reportSize: 1, reportCount: usages.length });
  const padding = (count: number) => ({ usages: [], isRange: false, reportSize: 1, reportCount: count });
  const report = (reportId: number, ...items: object[]) => ({ reportId, items });
  const parts = { inputReports: [], outputReports: [], featureReports: [], children: [] };
  const collections = [
    {
      ...parts,
      usagePage: 0x0b,
      usage: 0x05,
      inputReports: [report(1, bits([0x0b0020, 0x0b002f, 0x0b0021]), padding(5))],
      // Two reports of lamps, as headsets of some makers have.
      outputReports: [report(2, bits([0x080017, 0x080018]), padding(6)), report(3, bits([0x080009]), padding(7))],
    },
  ];
  const volume = [{ ...parts, usagePage: 0x0c, usage: 0x01 }];
  const sent = new Map<number, number>();
  let plugged: 'out' | 'in' | 'taken' = 'out';
  let chosen = false;
  class Device extends EventTarget {
    readonly productName = productName;
    readonly collections: object[];
    opened = false;
    constructor(of: object[]) {
      super();
      this.collections = of;
    }
    async open(): Promise<void> {
      if (plugged === 'taken') throw new DOMException('Failed to open the device.', 'NotAllowedError');
      this.opened = true;
    }
    async close(): Promise<void> {
      this.opened = false;
    }
    async sendReport(reportId: number, data: Uint8Array): Promise<void> {
      if (!this.opened) throw new DOMException('The device must be opened first.', 'InvalidStateError');
      const before = sent.get(2) ?? 0;
      sent.set(reportId, data[0] ?? 0);
      // Its hook goes along with the lamp of the hook, and it tells so.
      if (reportId === 2 && ((before ^ (data[0] ?? 0)) & 1) === 1) queueMicrotask(() => told((data[0] ?? 0) & 1));
    }
  }
  /** A headset is several devices to the system. */
  const devices = [new Device(volume), new Device(collections)];
  const [, keys] = devices;
  const told = (byte: number): void => {
    const event = Object.assign(new Event('inputreport'), { reportId: 1, data: new DataView(Uint8Array.of(byte).buffer) });
    if (keys?.opened) keys.dispatchEvent(event);
  };
  const hid = Object.assign(new EventTarget(), {
    getDevices: async () => (chosen && plugged !== 'out' ? devices : []),
    requestDevice: async () => {
      if (plugged === 'out') return [];
      chosen = true;
      return devices;
    },
  });
  Object.defineProperty(Navigator.prototype, 'hid', { configurable: true, get: () => hid });
  const change = (type: 'connect' | 'disconnect'): void => {
    for (const device of devices) {
      device.opened = false;
      if (chosen) hid.dispatchEvent(Object.assign(new Event(type), { device }));
    }
  };
  const worn: Worn = {
    report: told,
    lamps: () => ({
      offHook: ((sent.get(2) ?? 0) & 1) !== 0,
      ring: ((sent.get(2) ?? 0) & 2) !== 0,
      mute: ((sent.get(3) ?? 0) & 1) !== 0,
    }),
    plug: (state) => {
      const before = plugged;
      plugged = state;
      if (state === 'out') sent.clear();
      if (before === 'out' && state !== 'out') change('connect');
      if (before !== 'out' && state === 'out') change('disconnect');
    },
  };
  Object.assign(globalThis, { worn });
}
