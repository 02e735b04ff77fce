/** Keys by command id: what a preset says of a command replaces the table's keys for it. */
export type Bindings = Readonly<Record<string, readonly string[]>>;

export type PresetName = 'interweave' | 'losslesscut' | 'premiere' | 'resolve';

interface KeyPreset {
  readonly name: PresetName;
  readonly title: string;
  readonly bindings: Bindings;
}

/**
 * For hands that learned elsewhere: the keys of that program for what this one does too. A key that a preset uses is free of its own
 * meaning here; commands that lose theirs that way are given another where they would be missed.
 */
export const keyPresets: readonly KeyPreset[] = [
  { name: 'interweave', title: 'Interweave', bindings: {} },
  {
    name: 'losslesscut',
    title: 'LosslessCut',
    bindings: {
      'frame.previous': [','],
      'frame.next': ['.'],
      'second.previous': ['ArrowLeft'],
      'second.next': ['ArrowRight'],
      'mark.goToIn': ['Shift+ArrowLeft'],
      'mark.goToOut': ['Shift+ArrowRight'],
      'clip.start': ['$mod+Home', 'Home'],
      'clip.end': ['$mod+End', 'End'],
      'segment.split': ['b'],
      'segment.add': ['+', 'Shift++'],
      'segment.remove': ['Backspace', 'Delete'],
      'timeline.zoomIn': ['$mod+ArrowUp', '='],
      'timeline.zoomOut': ['$mod+ArrowDown', '-'],
      'timeline.fit': ['z', '0'],
      'viewer.loupe': ['Shift+z'],
      'restore.selected': ['e', '$mod+m'],
    },
  },
  {
    name: 'premiere',
    title: 'Premiere Pro',
    bindings: {
      'segment.split': ['$mod+k'],
      'help.palette': ['$mod+Shift+p'],
      'mark.clear': ['$mod+Shift+x'],
      'timeline.fit': ['\\'],
      'segment.remove': ['Delete', 'Backspace', 'Shift+Delete'],
      'viewer.fit': ['Shift+z', 'Alt+0'],
    },
  },
  {
    name: 'resolve',
    title: 'DaVinci Resolve',
    bindings: {
      'segment.split': ['$mod+b', '$mod+\\'],
      'segment.trimStart': ['Shift+{'],
      'segment.trimEnd': ['Shift+}'],
      'segment.remove': ['Backspace', 'Delete'],
      'timeline.zoomIn': ['$mod+='],
      'timeline.zoomOut': ['$mod+-'],
      'timeline.fit': ['Shift+z'],
      'play.loop': ['$mod+/'],
      'viewer.fit': ['z', 'Alt+0'],
      'viewer.loupe': ['Alt+z'],
      'segment.pasteSettings': ['Alt+v', '$mod+Alt+v'],
    },
  },
];

export function presetBindings(name: PresetName): Bindings {
  return keyPresets.find((preset) => preset.name === name)?.bindings ?? {};
}
