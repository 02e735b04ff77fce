import type { scatter as english } from '../en/scatter.ts';
import type { Translated } from '../translated.ts';

export const scatter: Translated<typeof english> = {
  title: 'Qualität gegen Warping',
  show: 'Qualität gegen Warping aller Ergebnisse',
  noResults: 'In diesem Projekt gibt es noch keine Ergebnisse. Ein Segment restaurieren und das Ergebnis messen.',
  noneMeasured: 'Noch kein Ergebnis dieses Projekts ist gemessen.',
  close: 'Schließen',
  measure: 'Maß der Qualität',
  savePlot: 'Diagramm als PNG sichern',
  saveNumbers: 'Zahlen als CSV sichern',
  noPlot: 'Es gibt noch kein Diagramm.',
  noNumbers: 'Es gibt noch keine Zahlen.',
  without_one: '{{count}} Ergebnis hat noch keine Zahlen für dieses Diagramm.',
  without_other: '{{count}} Ergebnisse haben noch keine Zahlen für dieses Diagramm.',
  needsTruth: 'Dafür braucht es einen wahren Clip: im Reiter Analyse wählen und dort messen.',
  measureThem: 'Messen',
  measuring: 'Messung läuft, noch {{count}}',
  result: 'Ergebnis',
  model: 'Modell',
  results: 'Ergebnisse im Diagramm',
  run: 'Lauf {{number}}',
  plot: '{{quality}} gegen {{warping}} aller Läufe. Ein Klick führt zum Lauf.',
  project: 'Projekt',
};
