/**
 * For `onMouseDown` of a place that is worked in with mouse and shortcuts at once: a click does not move the keyboard into what
 * was clicked, so Space still plays and arrows still step. Tab reaches everything all the same; text fields take the keyboard.
 */
export function leaveFocus(event: React.MouseEvent<HTMLElement>): void {
  if (event.target instanceof Element && event.target.closest('input, textarea, select') !== null) return;
  event.preventDefault();
  // Whoever clicks here has done with typing elsewhere.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
