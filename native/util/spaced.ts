/**
 * Lets one call in a tenth of a second through: progress that is told more often only fills the port. What `always` says of a call's arguments
 * (and of those that were let through last) is never held back: the end, or another stage.
 */
export function spaced<T extends readonly unknown[]>(
  tell: (...progress: T) => void,
  { always = () => false }: { readonly always?: (progress: T, told: T | null) => boolean } = {},
): (...progress: T) => void {
  let toldMs = -Infinity;
  let told: T | null = null;
  return (...progress) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < 100 && !always(progress, told)) return;
    toldMs = nowMs;
    told = progress;
    tell(...progress);
  };
}
