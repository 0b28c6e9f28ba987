/** A drawing for the tray or the taskbar: name of the file without its ending, SVG, and the sides in pixels it is drawn in. */
export type TrayDrawing = { name: string; svg: string; sides: ReadonlyArray<{ side: number; suffix: string }> };

/** Sizes of one picture for displays of several densities, by the suffixes that Electron looks for. */
const densities = (side: number, factors: readonly number[]) =>
  factors.map((factor) => ({ side: side * factor, suffix: factor === 1 ? '' : `@${factor}x` }));

const bars = (colour: string) =>
  `<path d="M21.4 20.2 v7.6 M26.6 20.2 v7.6" stroke="${colour}" stroke-width="2.8" stroke-linecap="round"/>`;
const sign = (colour: string) =>
  `<path d="M24 19.4 v5" stroke="${colour}" stroke-width="2.8" stroke-linecap="round"/><circle cx="24" cy="28.4" r="1.7" fill="${colour}"/>`;
const disc = (fill: string, mark: string) =>
  `<circle cx="24" cy="24" r="8" fill="${fill}" stroke="#fff" stroke-width="1.4"/>${mark}`;

/** Marks over the program's icon: state is told by form as well as by colour. */
const marks = { connected: '', trouble: disc('#b25e00', sign('#fff')), paused: disc('#5e5e68', bars('#fff')) };

/** For macOS, black on nothing: the line of the program's icon with the mark cut out of it. */
const template = (mark: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <mask id="room"><rect width="32" height="32" fill="#fff"/>${mark === '' ? '' : '<circle cx="24" cy="24" r="9.6" fill="#000"/>'}</mask>
  <g mask="url(#room)" fill="#000">
    <path d="M1 21.5 C 5 21.5 6 20 8 20 C 12.5 20 11.5 11 16 11 C 20.5 11 19.5 18 24 18 C 27 18 28 16 31 16"
      fill="none" stroke="#000" stroke-width="2.6"/>
    <circle cx="8" cy="20" r="4"/><circle cx="16" cy="11" r="4"/><circle cx="24" cy="18" r="4"/>
  </g>${mark}
</svg>`;
const templates = { connected: '', trouble: sign('#000'), paused: bars('#000') };

const badge = (text: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <circle cx="16" cy="16" r="15.5" fill="#c62a2f"/>
  <text x="16" y="${text.length > 1 ? 22 : 24}" text-anchor="middle" fill="#fff" font-family="Noto Sans, DejaVu Sans, sans-serif"
    font-weight="700" font-size="${text.length > 1 ? 17 : 22}">${text}</text>
</svg>`;

/** Everything the tray and the taskbar's badge are drawn with; `icon` is the program's small icon, an SVG. */
export function trayDrawings(icon: string): TrayDrawing[] {
  const faces = Object.entries(marks).map(([name, mark]) => ({
    name,
    svg: icon.replace('</svg>', `${mark}</svg>`),
    sides: densities(16, [1, 1.25, 1.5, 2]),
  }));
  const masks = Object.entries(templates).map(([name, mark]) => ({
    name: `${name}Template`,
    svg: template(mark),
    sides: densities(16, [1, 2]),
  }));
  const badges = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((count) => ({ name: `badge-${count}`, text: String(count) }));
  const overlays = [...badges, { name: 'badge-more', text: '9+' }].map(({ name, text }) => ({
    name,
    svg: badge(text),
    sides: densities(16, [1, 2]),
  }));
  return [...faces, ...masks, ...overlays];
}
