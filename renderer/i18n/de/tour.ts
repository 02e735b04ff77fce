import type { tour as english } from '../en/tour.ts';
import type { Translated } from '../translated.ts';

export const tour: Translated<typeof english> = {
  offerTitle: 'Neu hier?',
  offerText: 'Fünf Schritte von einem Clip zum restaurierten, mit einem kleinen Beispiel, das dabei ist.',
  take: 'Rundgang beginnen',
  notNow: 'Nicht jetzt',
  step: 'Schritt {{number}} von {{count}}',
  done: 'Erledigt',
  skip: 'Überspringen',
  end: 'Beenden',
  back: 'Zurück',
  next: 'Weiter',
  finish: 'Fertig',
  isFirst: 'Das ist der erste Schritt.',
  clipTitle: 'Ein Clip und seine Timeline',
  clipText:
    'Dieser Clip kam mit Interweave. Eigene Dateien auf „Medien“ ziehen. Hier unten liegt ein Clip ausgebreitet: seine Einstellungen, Film und Ton, und die Segmente, die restauriert werden.',
  clipAction: 'Clip abspielen',
  splitTitle: 'Teilen und trimmen',
  splitText:
    'Ein Segment hat seinen eigenen Prompt und seine eigenen Werte. Am Abspielkopf teilen, an den Enden ziehen, um es zu trimmen. Jede Änderung wird gespeichert und lässt sich einzeln rückgängig machen.',
  splitAction: 'Am Schnitt teilen',
  modelTitle: 'Ein Modell und Worte dafür',
  modelText:
    '„Rezept“ bietet Wege von schnell bis textgeführt, jeden mit eigenen Werten. Unter „Prompt“ steht, was im Bild zu sehen ist, für die Modelle, die es lesen.',
  modelAction: 'Wählen und beschreiben',
  previewTitle: 'Vorschau, dann restaurieren',
  previewText:
    'Eine Vorschau restauriert nur die markierten Bilder, Bit für Bit wie der endgültige Lauf. „Restaurieren“ nimmt ganze Segmente. Beides läuft, während weitergearbeitet wird, und geht nach einem Absturz weiter.',
  previewAction: '8 Bilder vorab',
  atWork: 'Es läuft: Die Leiste ganz unten sagt, wie weit es ist.',
  compareTitle: 'Vergleichen und weitergeben',
  compareText:
    'Quelle und Ergebnis in der Wischblende, nebeneinander oder als Differenz ansehen. Im Zeitprofil zeigt sich Flimmern als ausgefranste Streifen. Restauriertes wird unter „Ergebnisse“ exportiert.',
  compareAction: 'Vergleichen',
  notReady: 'Die Vorschau ist noch nicht fertig: Die Leiste ganz unten sagt, wie weit sie ist.',
  noResult: 'Es gibt noch kein Ergebnis: zurückgehen und eine Vorschau machen.',
};
