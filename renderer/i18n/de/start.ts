import type { start as english } from '../en/start.ts';
import type { Translated } from '../translated.ts';

export const start: Translated<typeof english> = {
  ffmpegNotFoundClips:
    'ffmpeg wurde nicht gefunden: Clips können nicht gelesen werden. ffmpeg installieren oder npm start erneut ausführen.',
  recentProjects: 'Zuletzt geöffnete Projekte',
  notThereIfLies:
    '{{path}} ist nicht vorhanden. Liegt die Datei auf einem anderen Laufwerk, dieses anschließen; wurde sie verschoben, „Projekt öffnen“ verwenden.',
  takeOffList: '{{project}} aus dieser Liste nehmen',
  fileMissing: 'Datei fehlt',
  projectsCannotOpenedOn: 'Auf diesem Rechner können keine Projekte geöffnet werden.',
  interweave: 'Interweave',
  restoresVideoOnMachine: 'Restauriert Video auf diesem Rechner. Nichts verlässt ihn.',
  letGoOpen: 'Zum Öffnen loslassen',
  orDropClipOr: 'oder einen Clip oder ein Projekt irgendwo hier ablegen',
  openingProject: 'Projekt wird geöffnet',
  memory: '{{counted}} · {{bytes}} Speicher',
  runsOn: 'Läuft auf {{devices}}',
  opening: '{{name}} wird geöffnet',
};
