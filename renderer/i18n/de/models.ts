import type { models as english } from '../en/models.ts';
import type { Translated } from '../translated.ts';

export const models: Translated<typeof english> = {
  importing: '{{incoming}} wird importiert',
  fileModelDoesNot: 'Eine Datei dieses Modells hat nicht den richtigen Inhalt. Das Modell erneut installieren.',
  weightsFetchedOnceChecked: 'Die Gewichte werden einmal geladen, geprüft und auf diesem Rechner umgewandelt.',
  installAgain: 'Erneut installieren',
  install: 'Installieren',
  installing: '{{card}} wird installiert',
  measuresAnalysisTab: '{{card}} misst: Es steht unter „Analyse“.',
  readyUse: '{{card}} ist einsatzbereit.',
  model: 'Modell:',
  chooseModel: 'Modell wählen',
  models: 'Modelle',
  importYourOwnModel: 'Eigenes Modell importieren',
  packageNotOnMachine: 'Dieses Paket ist nicht auf diesem Rechner.',
  notInstalledYet: 'noch nicht installiert',
  ms: '{{ms}} ms',
  measuredOnMachineLast: 'Auf diesem Rechner beim letzten Lauf mit diesem Modell gemessen.',
  installed: '{{card}} ist installiert.',
  perMegapixel: '{{time}} / Megapixel',
  perFrame: '{{time}} / Bild',
};
