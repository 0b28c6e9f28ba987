import { origin } from './serve/route.ts';
import { socketOrigin } from './serve/socket-origin.ts';

export const phonePage = `${origin}/phone.html`;

/** What the engine says of the softphone of this desk. Without one nothing may hear the microphone. */
export type Softphone = {
  /** `url` of the PBX, or none. */
  configure(url: string | undefined): void;
  /** The only place that its page may connect to, such as `wss://pbx.acme.test:8089`. */
  socket(): string | undefined;
};

export function createSoftphone(): Softphone {
  let socket: string | undefined;
  return {
    configure: (url) => {
      socket = url === undefined ? undefined : socketOrigin(url);
    },
    socket: () => socket,
  };
}

type Asked = { requestingUrl?: string; mediaTypes?: readonly string[]; mediaType?: string };

/** Whether the page of a configured softphone asks for what a telephone needs: a microphone (never a camera), loudspeakers, keys. */
export function mayTelephone(softphone: Softphone, permission: string, { requestingUrl, mediaTypes, mediaType }: Asked): boolean {
  if (softphone.socket() === undefined || requestingUrl !== phonePage) return false;
  if (permission === 'media') {
    const types = mediaTypes ?? (mediaType === undefined ? [] : [mediaType]);
    return types.length > 0 && types.every((type) => type === 'audio');
  }
  return permission === 'speaker-selection' || permission === 'hid';
}

/**
 * Whether the names of microphones and loudspeakers may be told. Electron asks in the name of the window for every frame in it;
 * hearing through one of them is asked for by itself.
 */
export function mayKnowDevices(softphone: Softphone, permission: string, { requestingUrl, mediaType }: Asked): boolean {
  return permission === 'media' && mediaType === 'audio' && softphone.socket() !== undefined && requestingUrl === `${origin}/`;
}
