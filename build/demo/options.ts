export type DemoOptions = {
  /** `window`: for a person. `driven`: on a virtual display, the program is driven and photographed. */
  mode: 'window' | 'driven';
  /** Started by the program itself, which has been built then. */
  practice: boolean;
  /** With a real exchange on which Maria rings. */
  phone: boolean;
  /** An agent and a lead before one PostgreSQL. */
  team: boolean;
  language?: 'en' | 'ru';
  /** Where the pictures go. */
  pictures?: string;
  /** For the program, as they are: switches of Electron and Chromium. */
  rest: string[];
};

export type OptionsOutcome = { ok: true; options: DemoOptions } | { ok: false; message: string };

/** @param hasDisplay whether a window could be seen */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv, hasDisplay: boolean): OptionsOutcome {
  const rest: string[] = [];
  let [headless, practice, phone, team] = [false, false, false, false];
  let language = env.THROUGHLINE_LANG || undefined;
  let pictures: string | undefined;
  for (let n = 0; n < args.length; n += 1) {
    const argument = args[n] ?? '';
    const [flag = '', inline] = argument.split(/=(.*)/s);
    const value = () => {
      if (inline === undefined) n += 1;
      return inline ?? args[n];
    };
    if (flag === '--headless') headless = true;
    else if (flag === '--practice') practice = true;
    else if (flag === '--phone') phone = true;
    else if (flag === '--team') team = true;
    else if (flag === '--lang') language = value() ?? '';
    else if (flag === '--pictures') pictures = value() ?? '';
    else if (flag === '--profile' || flag === '--provision') return wrong(`${flag}: the demo makes its own`);
    else rest.push(argument);
  }
  if (language !== undefined && language !== 'en' && language !== 'ru') return wrong('--lang: expected "en" or "ru"');
  if (pictures === '') return wrong('--pictures: expected a folder after it');
  if (team && (phone || practice)) return wrong('--team: is played alone, without --phone and --practice');
  if (practice && !hasDisplay) return wrong('--practice: there is no display to open the window on');
  return {
    ok: true,
    options: {
      mode: headless || !hasDisplay ? 'driven' : 'window',
      practice,
      phone,
      team,
      rest,
      ...(language === undefined ? {} : { language }),
      ...(pictures === undefined ? {} : { pictures }),
    },
  };
}

function wrong(message: string): OptionsOutcome {
  return { ok: false, message };
}
