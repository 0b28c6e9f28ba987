const attribution = /^.{0,200}(wrote|writes|пишет|написал|написала|написал\(а\))\s*:\s*$/iu;
/** First half of an introduction broken over two lines: it ends with a comma or a name, and holds the time. */
const broken = /^\S.{0,120}\d{1,2}:\d{2}.{0,80}$/u;
const separator =
  /^(-{2,}\s*(original message|forwarded message|исходное сообщение|пересылаемое сообщение).*|_{10,}|from: .+|от: .+)$/iu;

/**
 * Cuts a plain-text mail before the history it quotes at its end. Nothing is lost: the second part is shown on request.
 * A quotation with an answer below it stays in place.
 */
export function splitQuote(text: string): { said: string; quoted: string } {
  const lines = text.split('\n');
  let start = lines.length;
  for (let index = 0; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').trim();
    if (separator.test(line)) {
      start = index;
      break;
    }
    if (line.startsWith('>')) {
      const rest = lines.slice(index).map((each) => each.trim());
      if (rest.every((each) => each === '' || each.startsWith('>'))) {
        start = index;
        break;
      }
    }
  }
  while (start > 0) {
    const above = (lines[start - 1] ?? '').trim();
    if (above === '') start -= 1;
    else if (start < lines.length && attribution.test(above)) {
      start -= broken.test((lines[start - 2] ?? '').trim()) ? 2 : 1;
      break;
    } else break;
  }
  const said = lines.slice(0, start).join('\n').trimEnd();
  return said === '' ? { said: text.trimEnd(), quoted: '' } : { said, quoted: lines.slice(start).join('\n').trim() };
}
