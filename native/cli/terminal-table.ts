/** Rows in columns, for people. `right`: columns whose texts end in line. Empty columns are left out. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { right }: { readonly right: readonly number[] },
): string[] {
  const columns = head.map((_, index) => index).filter((index) => rows.some((row) => (row[index] ?? '') !== ''));
  const widths = columns.map((index) => Math.max(...[head, ...rows].map((row) => (row[index] ?? '').length)));
  return [head, ...rows].map((row) => {
    const cells = columns.map((index, place) => {
      const [text, width] = [row[index] ?? '', widths[place] ?? 0];
      return right.includes(index) ? text.padStart(width) : text.padEnd(width);
    });
    return cells.join('  ').trimEnd();
  });
}

/** As many digits as a person compares by: 31.18, 0.9719, 0.05888. */
export function numberText(value: number): string {
  return Math.abs(value) >= 10 ? value.toFixed(2) : Math.abs(value) >= 0.1 || value === 0 ? value.toFixed(4) : value.toPrecision(4);
}
