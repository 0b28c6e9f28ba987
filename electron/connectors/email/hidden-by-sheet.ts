import { Parser } from 'htmlparser2';

/** A name, a class or several: `.preheader`, `td.only-phone`, `#top.note`. What is said by where something stands is left to windows. */
const plain = /^(?:[a-z][a-z0-9]*)?(?:[.#][a-z_][\w-]*)+$/i;
/** A newsletter has a few; each is tried on every element. */
const most = 100;

/**
 * Selectors of what the style sheets inside a document hide, as newsletters do with the line that is for the list of mails. Rules
 * for some windows alone (`@media`, `media=`) are no rules here, and those in comments, which are for Outlook, neither.
 */
export function hiddenBySheet(html: string): string[] {
  if (!/<style[\s>]/i.test(html)) return [];
  const hidden = new Set<string>();
  for (const sheet of sheetsOf(html)) {
    for (const { selectors, style } of rulesOf(sheet)) {
      const shown = isShown(style);
      if (shown === undefined) continue;
      for (const selector of selectors.split(',').map((each) => each.trim())) {
        if (shown) hidden.delete(selector);
        else if (plain.test(selector)) hidden.add(selector);
      }
    }
  }
  return [...hidden].slice(0, most);
}

function sheetsOf(html: string): string[] {
  const sheets: string[] = [];
  let open = false;
  const parser = new Parser({
    onopentag(name, { media = 'all' }) {
      open = name === 'style' && /^\s*(all|screen)?\s*$/i.test(media);
      if (open) sheets.push('');
    },
    ontext(text) {
      if (open) sheets.push(`${sheets.pop() ?? ''}${text}`);
    },
    onclosetag() {
      open = false;
    },
  });
  parser.end(html);
  return sheets;
}

/** The rules that hold everywhere, in their order. */
function rulesOf(sheet: string): Array<{ selectors: string; style: string }> {
  // Signs of a comment of HTML may stand around a sheet for programs that know none.
  const parts = sheet
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
    .replace(/<!--|-->/g, ' ')
    .split(/([{}])/);
  const rules: Array<{ selectors: string; style: string }> = [];
  const within: string[] = [];
  let words = '';
  for (const part of parts) {
    if (part === '{') within.push((words.split(';').at(-1) ?? '').trim());
    else if (part === '}') {
      const selectors = within.pop();
      if (selectors !== undefined && within.length === 0 && !selectors.startsWith('@')) rules.push({ selectors, style: words });
    }
    words = part === '{' || part === '}' ? '' : part;
  }
  return rules;
}

/** Whether a rule shows what it is about; undefined where it says nothing of it. */
function isShown(style: string): boolean | undefined {
  let shown: boolean | undefined;
  for (const [, name = '', value = ''] of style.matchAll(/(?:^|[;\s])(display|visibility)\s*:\s*([a-z-]+)/gi)) {
    if (/^(none|hidden)$/i.test(value)) return false;
    if (name.toLowerCase() === 'display') shown = true;
  }
  return shown;
}
