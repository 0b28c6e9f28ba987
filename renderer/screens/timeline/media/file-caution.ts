/** What an agent should know before a file is opened: it is a program, a page that may run scripts, or not what it says. */
export type Caution = 'program' | 'page' | 'disguised';

/** Endings that a system starts, from the lists of what mail programs refuse; the last one of a name counts. */
const programs = new Set(
  (
    'exe com scr pif bat cmd ps1 psm1 vb vbs vbe js jse mjs ws wsf wsh hta msi msp mst msc cpl dll sys reg inf lnk url jar jnlp ' +
    'app command pkg dmg deb rpm run sh bash appimage desktop apk iso img vhd vhdx chm hlp gadget application appref-ms ' +
    'appinstaller msix settingcontent-ms library-ms search-ms one xll ade adp docm dotm xlsm xltm xlam pptm ppsm potm ppam scf ' +
    'py pyw pyc pl rb php'
  ).split(' '),
);
const pages = new Set('htm html xhtml xht shtml mht mhtml svg svgz xml xsl xslt swf'.split(' '));

/** What an ending promises, as main names kinds; only those that can be told from the first bytes. */
const promises: Record<string, readonly string[]> = {
  pdf: ['pdf'],
  ...of('png jpg jpeg jpe gif webp bmp heic avif', 'picture'),
  ...of('mp3 ogg oga opus wav m4a mp4 mov webm avi', 'media'),
  ...of('zip rar 7z gz tgz docx xlsx pptx odt ods odp doc xls ppt', 'archive'),
  ...of('txt csv log ics vcf eml', 'other'),
};

/** A name without the marks that turn the reading direction: with U+202E in it, `photo[…]gnp.exe` reads as `photoexe.png`. */
export function plainName(name: string): string {
  return name.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/**
 * @param kind what main has found the content to be; `undefined` while that is not known
 */
export function caution(name: string, kind: string | undefined): Caution | undefined {
  const ending = /\.([^.\s]+)\s*$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (kind === 'program' || programs.has(ending)) return 'program';
  if (kind === 'page' || kind === 'drawing' || pages.has(ending)) return 'page';
  const promised = promises[ending];
  return promised !== undefined && kind !== undefined && kind !== 'other' && !promised.includes(kind) ? 'disguised' : undefined;
}

/** Whether something that came as picture, sound or film can be shown as that. An animated sticker is a packed file. */
export function presentable(attachment: { kind: string; mime: string }, kind: string | undefined): boolean {
  const { mime } = attachment;
  if (/svg|xml/i.test(mime)) return false;
  if (kind === undefined || kind === 'other') return true;
  if (attachment.kind === 'sticker' && mime === 'application/x-tgsticker') return kind === 'archive';
  const picture = attachment.kind === 'image' || (attachment.kind === 'sticker' && !mime.startsWith('video/'));
  return kind === (picture ? 'picture' : 'media');
}

function of(endings: string, kind: string): Record<string, readonly string[]> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, [kind]]));
}
