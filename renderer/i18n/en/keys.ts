/** Keys as they are printed on caps; those of a Mac have signs. */
export const keys = {
  ctrl: 'Ctrl',
  shift: 'Shift',
  space: 'Space',
  delete: 'Delete',
  backspace: 'Backspace',
  home: 'Home',
  end: 'End',
} as const;
