/**
 * For `onMouseDown` of a place that is worked in with mouse and shortcuts at once: a click does not move the keyboard into what
 * was clicked, so Space still plays and arrows still step. Tab reaches everything all the same; text fields take the keyboard.
 */
export function leaveFocus(event: React.MouseEvent<HTMLElement>): void {
  if (!(event.target instanceof Element) || event.target.closest('input, textarea, select, .selectable, .MuiSlider-root') !== null) return;
  // Menus and dialogs lie elsewhere in the page, though React tells their clicks here too.
  if (!event.currentTarget.contains(event.target)) return;
  event.preventDefault();
  // Whoever clicks here has done with typing elsewhere.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
