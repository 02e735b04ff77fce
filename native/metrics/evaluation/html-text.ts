const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Names and messages are the user's: none of them is markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** Told apart by people who see colours otherwise, and on both backgrounds (Okabe and Ito). */
const COLORS = ['#8a8f98', '#2f81f7', '#e69f00', '#1a9e77', '#cc79a7', '#d55e00', '#56b4e9', '#8a7f2f'];

export function colorOf(place: number): string {
  return COLORS[place % COLORS.length] ?? '';
}
