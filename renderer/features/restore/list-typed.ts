/** Whatever stands between them; ascending, each once. Frame 0 begins a shot anyway. */
export function frameNumbers(text: string): readonly number[] {
  const numbers = (text.match(/\d+/g) ?? []).map(Number).filter((frame) => frame > 0 && Number.isSafeInteger(frame));
  return [...new Set(numbers)].sort((a, b) => a - b);
}
