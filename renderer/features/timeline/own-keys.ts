/** `onKeyDown` of a handle on the timeline: its own keys, by `event.key` and without modifiers, are no commands while the keyboard is on it. */
export function ownKeys(keys: Readonly<Record<string, () => void>>): (event: React.KeyboardEvent) => void {
  return (event) => {
    const action = keys[event.key];
    if (action === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
}
