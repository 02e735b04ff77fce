/** One line of visible characters: no controls, no direction marks, no invisible ones, single spaces. */
export function plainText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\uFFFD]/gu, '')
    .trim();
}
