/** What was typed with commas between: each once, in the order typed. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];
