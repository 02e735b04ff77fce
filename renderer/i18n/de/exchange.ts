import type { exchange as english } from '../en/exchange.ts';
import type { Translated } from '../translated.ts';

export const exchange: Translated<typeof english> = {
  thereNoSegmentExport: 'Kein Segment zum Exportieren vorhanden.',
  noneThemRestoredYet: 'Noch keines davon ist restauriert.',
  exportSegments: 'Segmente exportieren',
  format: 'Format',
  segments: 'Segmente',
  all: 'Alle {{segments}}',
  selected: 'Gewählte ({{selected}})',
  filesList: 'Dateien in der Liste',
  sourceClips: 'Quellclips',
  restoredResults: 'Restaurierte Ergebnisse',
  editAsClipsWere: 'Der Schnitt, wie er ist, mit den importierten Clips.',
  sameEditRestoredFiles:
    'Derselbe Schnitt mit den restaurierten Dateien, die darin die Quellen ersetzen. {{restored}} von {{counted}} restauriert.',
  export: 'Exportieren',
  notEverythingCouldTaken: 'Nicht alles konnte mitgenommen werden:',
  whatNotTakenAlong: 'Was nicht mitgenommen wurde',
  wholeFile: 'Ganze Datei',
  openProjectFirst: 'Zuerst ein Projekt öffnen.',
  importClipsFirstEdit: 'Zuerst die Clips importieren: Eine Schnittliste sagt nur, welche Teile davon zu nehmen sind.',
  thereNoSegmentsYet: 'Noch keine Segmente vorhanden.',
  imported: '{{counted}} importiert',
  noSegmentImported: 'Kein Segment importiert',
  exported: '{{counted}} exportiert',
  noSegmentExported: 'Kein Segment exportiert',
  andMore: 'und {{count}} weitere',
};
