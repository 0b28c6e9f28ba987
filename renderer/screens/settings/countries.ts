/** Where our users’ customers have their phones; whatever is set besides is added. ISO 3166. */
const codes =
  'RU BY KZ UA AM AZ GE KG MD TJ TM UZ EE LV LT PL DE AT CH FR GB IE ES PT IT NL BE SE NO FI DK CZ SK HU RO BG RS GR TR IL AE US CA BR MX AR AU NZ IN CN JP KR SG'.split(
    ' ',
  );

/** Countries by name in the interface’s language, `current` always among them. */
export function countries(language: string, current: string): Array<{ value: string; label: string }> {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return [...new Set([...codes, current])]
    .map((code) => ({ value: code, label: `${names.of(code) ?? code} (${code})` }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
