import type { engine as english } from '../en/engine.ts';
import type { Translated } from '../translated.ts';

export const engine: Translated<typeof english> = {
  tooMuch: 'Diese Segmente sind zu viel für die Zwischenablage. Weniger wählen und nacheinander kopieren.',
  nothingCopied: 'In der Zwischenablage sind keine Segmente. Zuerst welche auf der Timeline kopieren.',
  clipboardUnreadable:
    'Die Segmente in der Zwischenablage sind nicht lesbar. Sie stammen vielleicht aus einer anderen Version von Interweave; in dieser noch einmal kopieren.',
  noConnection: 'Gerade besteht keine Verbindung zur Engine. Sie wird wiederhergestellt; in einigen Sekunden erneut versuchen.',
  stopped: 'Die Engine wurde beendet. Sie wird neu gestartet.',
  tokenRefused:
    'Die Engine unter {{address}} nimmt das Token dieser Seite nicht an. Die Adresse öffnen, die `interweave serve` ausgegeben hat, mitsamt Token.',
  connectionEnded: 'Die Verbindung zur Engine ist abgebrochen. Neuer Versuch läuft; Aufträge gehen inzwischen weiter.',
  noAnswer: 'Die Engine unter {{address}} antwortet nicht. Neuer Versuch läuft; falls sie nicht läuft, mit `interweave serve` starten.',
  windowFault: 'Im Fenster ist etwas schiefgegangen.',
  windowFaultOf: 'Im Fenster ist etwas schiefgegangen: {{message}}',
  needsDesktop: 'Dies braucht die Desktop-App; ein Browser kann es nicht.',
  waveformUnreadable: 'Die Wellenform konnte nicht gelesen werden ({{status}}).',
  noRecord: 'Das Projekt {{name}} hat keinen eigenen Eintrag.',
};
