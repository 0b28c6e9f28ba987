import { describe, expect, it } from 'vitest';
import { phoneCsp } from '../../../electron/main/serve/headers.ts';
import { socketOrigin } from '../../../electron/main/serve/socket-origin.ts';
import { createSoftphone, mayKnowDevices, mayTelephone, phonePage } from '../../../electron/main/telephone-rights.ts';

describe('where the softphone may connect', () => {
  it.each([
    ['wss://pbx.acme.test:8089/ws', 'wss://pbx.acme.test:8089'],
    ['ws://127.0.0.1:8088/ws?x=1', 'ws://127.0.0.1:8088'],
    ['wss://[::1]:8089/ws', 'wss://[::1]:8089'],
    ['https://pbx.acme.test/ws', undefined],
    ["wss://x.test; script-src 'unsafe-inline'/", undefined],
    ['wss://*/ws', undefined],
    ['', undefined],
  ])('%s is %s', (url, origin) => {
    expect(socketOrigin(url)).toBe(origin);
  });

  it('is the one PBX, and nowhere without one', () => {
    expect(phoneCsp('wss://pbx.acme.test')).toContain('connect-src wss://pbx.acme.test;');
    expect(phoneCsp(undefined)).toContain("connect-src 'none';");
    expect(phoneCsp(undefined)).toContain('frame-ancestors app://throughline');
  });
});

describe('who may hear the microphone', () => {
  const asked = { requestingUrl: phonePage, mediaTypes: ['audio'] };
  const configured = createSoftphone();
  configured.configure('wss://pbx.acme.test/ws');

  it('is the page of a configured softphone', () => {
    expect(mayTelephone(configured, 'media', asked)).toBe(true);
    expect(mayTelephone(configured, 'media', { requestingUrl: phonePage, mediaType: 'audio' })).toBe(true);
    expect(mayTelephone(configured, 'hid', { requestingUrl: phonePage })).toBe(true);
  });

  it.each([
    ['media', { ...asked, mediaTypes: ['audio', 'video'] }],
    ['media', { ...asked, mediaTypes: [] }],
    ['media', { ...asked, requestingUrl: 'app://throughline/' }],
    ['media', { ...asked, requestingUrl: 'app://throughline/mail/x' }],
    ['media', { ...asked, requestingUrl: 'https://evil.test/phone.html' }],
    ['geolocation', asked],
    ['display-capture', asked],
  ])('is nobody else: %s %j', (permission, details) => {
    expect(mayTelephone(configured, permission, details)).toBe(false);
  });

  it('lets the window know the names of devices, and nobody else', () => {
    const known = { requestingUrl: 'app://throughline/', mediaType: 'audio' };
    expect(mayKnowDevices(configured, 'media', known)).toBe(true);
    expect(mayKnowDevices(configured, 'media', { ...known, mediaType: 'video' })).toBe(false);
    expect(mayKnowDevices(configured, 'media', { ...known, requestingUrl: 'https://evil.test/' })).toBe(false);
    expect(mayKnowDevices(createSoftphone(), 'media', known)).toBe(false);
  });

  it('is nobody where there is no softphone, or no more', () => {
    expect(mayTelephone(createSoftphone(), 'media', asked)).toBe(false);
    configured.configure(undefined);
    expect(mayTelephone(configured, 'media', asked)).toBe(false);
  });
});
