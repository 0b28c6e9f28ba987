import type { ChannelConfig } from '../../shared/contract/provision.ts';
import type { Asterisk } from '../../tests/servers/asterisk/index.ts';
import { callIn, numbers, startAsterisk } from '../../tests/servers/asterisk/index.ts';
import { acme, maria } from './cast.ts';

/** Desk of the person at the screen. */
const desk = { extension: '101', name: acme.agent.name, password: acme.password, kind: 'webrtc' } as const;

/** Longest that Maria talks or waits, ms. */
const patienceMs = 120_000;

/** A real Asterisk with one desk in its queue, answered by the program's own telephone. Needs root, and Debian's archive once. */
export function startExchange(): Promise<Asterisk> {
  return startAsterisk({ agents: [desk], queueSeconds: 100, ringSeconds: 60 });
}

/** What an administrator would write for it. */
export function exchangeChannel(pbx: Asterisk): ChannelConfig {
  return {
    id: 'pbx',
    kind: 'asterisk',
    name: 'Head office',
    ami: { host: pbx.host, port: pbx.ports.ami, tls: 'none', ...pbx.ami },
    extension: desk.extension,
    originateContext: 'agents',
    softphone: { url: pbx.wsUrl, domain: pbx.host, user: desk.extension, password: desk.password },
    recordings: { path: pbx.recordings },
  };
}

/** Maria rings the queue. */
export function mariaCalls(pbx: Asterisk): ReturnType<typeof callIn> {
  const from = { number: maria.phone.replaceAll(/[^+\d]/g, ''), name: maria.name };
  return callIn(pbx, { to: numbers.queue, from, talkMs: patienceMs, patienceMs });
}

/**
 * Switches of Chromium for a machine that has neither a microphone nor a network beside itself: one that beeps, and a path for
 * sound within the machine. A person at the screen speaks into their own.
 */
export const withoutMicrophone = ['--use-fake-device-for-media-stream', '--allow-loopback-in-peer-connection'];
