import type { Finding } from './electronegativity.ts';

/** Why a finding is not a fault. Each names the test that would fail if it became one. */
type Explained = Finding & { why: string };

const shown =
  'The bridge hands it to electron/main/ipc.ts, which opens http, https, mailto and tel only (tests: window, packaged).';

/** Everything that electronegativity finds and that stays as it is. What it found besides has been mended. */
export const explained: readonly Explained[] = [
  {
    check: 'BLINK_FEATURES_JS_CHECK',
    file: 'electron/main/window.ts',
    sample: "enableBlinkFeatures: 'LangAttributeAwareFormControlUI',",
    why: 'It gives no page anything: fields of dates and clocks are drawn by the lang of the field instead of the language of the system (test: desk-layout).',
  },
  {
    check: 'CSP_GLOBAL_CHECK',
    file: 'N/A',
    sample: 'N/A',
    why: 'It looks for a <meta>; ours is a header of every page and every mail, electron/main/serve/headers.ts (tests: window, hostile, packaged).',
  },
  {
    check: 'AUXCLICK_JS_CHECK',
    file: 'electron/main/window.ts',
    sample: 'return new BrowserWindow({',
    why: 'No window opens and no frame leaves by whatever button (electron/main/security.ts); the middle one opens links of mails outside, after the same questions as the first (tests: window, hostile, packaged).',
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    file: 'electron/main/ipc.ts',
    sample: 'if (mayOpenOutside(address)) void shell.openExternal(address);',
    why: 'Only http, https, mailto and tel, and only asked by our own page (tests: window, packaged; addresses, unit).',
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    file: 'electron/main/children.ts',
    sample: 'if (mayOpenOutside(url)) void shell.openExternal(url);',
    why: 'The same rule for what the engine asks for: the page of a provider where a person signs in (tests: addresses, unit).',
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    file: 'renderer/screens/telephony/open-link.ts',
    sample: 'else desktop.openExternal(url);',
    why: `${shown} An address in a mail that its words deny is shown and asked about first; a telephone number is called from here.`,
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    file: 'renderer/screens/timeline/Buttons.tsx',
    sample: '<button key={button.label} type="button" title={button.url} onClick={() => desktop.openExternal(button.url)}>',
    why: `${shown} An address that we ourselves have sent.`,
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    file: 'renderer/screens/timeline/Origin.tsx',
    sample: '<button type="button" title={url} onClick={() => desktop.openExternal(url)}>',
    why: `${shown} The address is made of a public channel's name by us.`,
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    file: 'renderer/screens/timeline/ItemCardView.tsx',
    sample: 'desktop.openExternal(',
    why: `${shown} The address of a map, made of two numbers by us.`,
  },
  {
    check: 'PROTOCOL_HANDLER_JS_CHECK',
    file: 'electron/main/index.ts',
    sample: "if (process.platform === 'win32' && app.isPackaged) app.setAsDefaultProtocolClient('tel');",
    why: 'Of such a link only a number is read. It is shown in the palette with whoever has it, and a person calls (tests: link, phone).',
  },
];
