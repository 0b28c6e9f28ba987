import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lendHeadsets } from '../../../electron/main/headsets.ts';

const jabra = { deviceId: 'j', vendorId: 1, productId: 2 };
const poly = { deviceId: 'p', vendorId: 3, productId: 4 };

describe('keys of a headset', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'headsets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A program that was started, as far as devices go. */
  function start() {
    const emitter = new EventEmitter();
    const setDevicePermissionHandler = vi.fn<Session['setDevicePermissionHandler']>();
    const session = Object.assign(emitter, { setDevicePermissionHandler });
    lendHeadsets(session as unknown as Session, join(folder, 'headset.json'));
    const handler = setDevicePermissionHandler.mock.calls[0]?.[0];
    return {
      choose(deviceList: (typeof jabra)[]): unknown {
        const chosen = vi.fn();
        emitter.emit('select-hid-device', { preventDefault: () => undefined }, { deviceList }, chosen);
        return chosen.mock.calls[0]?.[0];
      },
      lends: (device: typeof jabra, origin = 'app://throughline', deviceType = 'hid') =>
        handler?.({ deviceType, origin, device } as unknown as Parameters<NonNullable<typeof handler>>[0]),
    };
  }

  it('are lent once chosen, to the program’s own page alone, and the button takes the next of several', () => {
    const program = start();
    expect(program.lends(jabra)).toBe(false);
    expect(program.choose([jabra, poly])).toBe('j');
    expect(program.lends(jabra)).toBe(true);
    expect(program.lends(poly)).toBe(false);
    expect(program.lends(jabra, 'https://acme.test')).toBe(false);
    expect(program.lends(jabra, 'app://throughline', 'usb')).toBe(false);
    expect(program.choose([jabra, poly])).toBe('p');
    expect(program.choose([])).toBeUndefined();
  });

  it('are those of the last one chosen after a restart', () => {
    const before = start();
    before.choose([jabra, poly]);
    before.choose([jabra, poly]);
    const after = start();
    expect([after.lends(jabra), after.lends(poly)]).toEqual([false, true]);
  });

  it('are nobody’s when what was kept cannot be read', () => {
    writeFileSync(join(folder, 'headset.json'), '{"');
    expect(start().lends(jabra)).toBe(false);
  });
});
