import type { app as english } from '../en/app.ts';
import type { Translated } from '../translated.ts';

export const app: Translated<typeof english> = {
  pageMayNotTalk: 'Diese Seite darf nicht mit der Engine sprechen',
  noConnectionEngine: 'Keine Verbindung zur Engine',
  tryingAgain: 'Neuer Versuch läuft',
  startingEngine: 'Engine wird gestartet',
  connectingEngine: 'Verbindung zur Engine wird aufgebaut',
  cpuThreads: 'CPU · {{threads}} Threads',
  memoryEngineHoldsMachines: 'Von der Engine belegter Speicher dieses Rechners. Ein Klick zeigt Geräte und Versionen.',
  memoryUseAboutMachine: '{{name}}, {{usedMemoryBytes}} / {{totalMemoryBytes}} Speicher belegt. Über diesen Rechner',
  widthMediaBin: 'Breite der Medienliste',
  widthInspector: 'Breite des Inspektors',
  heightTimeline: 'Höhe der Timeline',
  inspector: 'Inspektor',
  restore: 'Rezept',
  prompt: 'Prompt',
  results: 'Ergebnisse',
  analysis: 'Analyse',
  lastChangeNotSaved: 'Letzte Änderung nicht gesichert',
  saving: 'Wird gesichert',
  saved: 'Gesichert',
  nothing: 'nichts vorhanden für „{{what}}“',
  menu: 'Menü',
  addressLacksTokenOpen: 'In der Adresse fehlt das Token. Die ganze Adresse öffnen, die `interweave serve` ausgegeben hat.',
};
