import { app, type IpcMainEvent, type IpcMainInvokeEvent, type Session } from 'electron';
import { mayNavigate } from './addresses.ts';
import { problemActions } from './problem.ts';
import { origin } from './serve/route.ts';
import { mayKnowDevices, mayTelephone, type Softphone } from './telephone-rights.ts';

/** Whether a message comes from the page of one of our windows itself, not from a frame in it and not from elsewhere. */
export function fromOurPage(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${origin}/`);
}

/** Denies every window what it has no use for. `act` is told which link of the problem page was followed. */
export function guardWindows(act: (action: keyof typeof problemActions) => void): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    // The one place a page can go without anybody being asked.
    contents.on('did-navigate', (_event, url) => {
      if (url.startsWith('about:')) void contents.loadURL(`${origin}/`);
    });
    contents.on('will-frame-navigate', (event) => {
      // Our page chooses what a frame shows; a mail that could choose for itself could let its pictures come.
      const byOurPage = event.initiator?.parent === null;
      if (byOurPage && mayNavigate(event.url, event.isMainFrame)) return;
      event.preventDefault();
      if (!event.isMainFrame || contents.getURL() !== `${origin}/problem`) return;
      if (event.url === origin + problemActions.quit) act('quit');
      if (event.url === origin + problemActions.folder) act('folder');
    });
  });
}

/**
 * No permission but writing to the clipboard for our own page (copying is a button) and the microphone for the page of a
 * softphone that is set up, no downloads past the save dialog, and no cookies for the pictures of a mail, which would follow the
 * agent from one mail to the next.
 */
export function guardSession(session: Session, softphone: Softphone): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const { isMainFrame, requestingUrl } = details;
    const copying = permission === 'clipboard-sanitized-write' && isMainFrame && requestingUrl.startsWith(`${origin}/`);
    answer(copying || mayTelephone(softphone, permission, details));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    if (mayTelephone(softphone, permission, details) || mayKnowDevices(softphone, permission, details)) return true;
    return permission === 'clipboard-sanitized-write' && details.isMainFrame && `${requestingOrigin}/`.startsWith(`${origin}/`);
  });
  session.on('will-download', (event) => event.preventDefault());
  // Where a word list is missing, Chromium would ask a server of Google's for it at every start. This address cannot be fetched.
  session.setSpellCheckerDictionaryDownloadURL(`${origin}/dictionaries/`);
  const web = { urls: ['http://*/*', 'https://*/*'] };
  session.webRequest.onBeforeSendHeaders(web, ({ requestHeaders }, next) =>
    next({ requestHeaders: without(requestHeaders, 'cookie') }),
  );
  session.webRequest.onHeadersReceived(web, ({ responseHeaders = {} }, next) => {
    next({ responseHeaders: without(responseHeaders, 'set-cookie') });
  });
}

function without<T>(headers: Record<string, T>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key.toLowerCase() !== name));
}
