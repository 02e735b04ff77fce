/** Lets one call in a tenth of a second through: progress that is told more often only fills the port. */
export function spaced<T extends readonly unknown[]>(tell: (...progress: T) => void): (...progress: T) => void {
  let toldMs = -Infinity;
  return (...progress) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < 100) return;
    toldMs = nowMs;
    tell(...progress);
  };
}
