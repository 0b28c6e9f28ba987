import type { Failure } from './supervisor.ts';
import { type Language, wordsOf } from './words.ts';

/** Why the program cannot work on this profile. `message` is the technical sentence, in English. */
export type Problem = { code: Failure['code'] | 'key'; message: string; profile: string };

/** Links of the problem page; main acts on them, since the page has no script. */
export const problemActions = { quit: '/do/quit', folder: '/do/folder' } as const;

/** The page shown instead of the window's own: what happened, and what the person can do. */
export function problemPage(problem: Problem, language: Language): string {
  const words = wordsOf(language);
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>Throughline</title><style>
:root { color-scheme: light dark; --back: #f7f7f8; --card: #fff; --text: #1b1b1f; --quiet: #5e5e68; --line: #e6e6ea; --accent: #5b5bd6; --on: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --back: #17171a; --card: #1e1e22; --text: #ececf0; --quiet: #a3a3ae; --line: #2c2c32; --accent: #8e8ef0; --on: #17171a; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back); color: var(--text);
  font: 14px/20px "Segoe UI Variable Text", "Segoe UI", -apple-system, "SF Pro Text", Roboto, "Noto Sans", sans-serif; }
main { max-width: 520px; margin: 24px; padding: 28px 32px; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
h1 { margin: 0 0 12px; font-weight: 600; font-size: 18px; line-height: 24px; }
p { margin: 0 0 16px; }
dl { margin: 0 0 20px; color: var(--quiet); font-size: 12px; line-height: 16px; }
dd { margin: 2px 0 8px; user-select: text; overflow-wrap: anywhere; }
a { display: inline-block; padding: 6px 16px; margin-right: 8px; border: 1px solid var(--line); border-radius: 6px; color: var(--text); text-decoration: none; }
a.main { background: var(--accent); border-color: var(--accent); color: var(--on); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
</style></head><body><main role="alert">
<h1>${words.problemTitle}</h1>
<p>${words[`problem.${problem.code}`]}</p>
<dl><dt>${words.details}</dt><dd>${escapeHtml(problem.message)}</dd><dt>${words.profileFolder}</dt><dd>${escapeHtml(problem.profile)}</dd></dl>
<a class="main" role="button" href="${problemActions.quit}">${words.quit}</a>
<a role="button" href="${problemActions.folder}">${words.openFolder}</a>
</main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
