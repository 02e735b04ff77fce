/** At most `length` characters of JavaScript's: not cut through the middle of one of two halves. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
