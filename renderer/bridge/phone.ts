import type { FromPhone, PhoneCommand, PhoneGreeting } from '../../shared/contract/softphone.ts';

/** Address of the softphone's page, which is shown in a frame of no size. */
export const phoneUrl = '/phone.html';

let port: MessagePort | undefined;

/** Gives a freshly loaded page of the softphone its port. What it had said before is of an earlier page. */
export function attachPhone(page: Window, listener: (message: FromPhone) => void): void {
  port?.close();
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = ({ data }: MessageEvent<FromPhone>) => listener(data);
  const greeting: PhoneGreeting = { throughline: 'phone' };
  page.postMessage(greeting, location.origin, [channel.port2]);
}

/** Nothing happens while there is no softphone. */
export function sendPhone(command: PhoneCommand): void {
  port?.postMessage(command);
}

export function detachPhone(): void {
  port?.close();
  port = undefined;
}
