/** Of restores, exports and their queue: stages, notes, lines of the log, refusals. */
export const jobs = {
  '{0} of {1} frames were kept from an interrupted run and are not restored again.':
    '{0} von {1} Bildern blieben von einem unterbrochenen Lauf und werden nicht noch einmal restauriert.',
  'Restored frames cannot be kept for a resume (is the disk of the cache folder full?). The job itself goes on.':
    'Restaurierte Bilder lassen sich nicht zum Fortsetzen aufheben (ist die Platte mit dem Cache voll?). Der Auftrag selbst läuft weiter.',
  'ffmpeg could not write the part': 'ffmpeg konnte den Teil nicht schreiben',
  'The process that {0} ended unexpectedly ({1}).': 'Der Prozess, der {0}, wurde unerwartet beendet ({1}).',
  'restores frames': 'Bilder restauriert',
  'writes exports': 'Exporte schreibt',
  'It did so {0} times; try {1}.': 'Das geschah {0}-mal; {1} versuchen.',
  'a smaller tile size or another device': 'kleinere Kacheln oder ein anderes Gerät',
  'another codec': 'einen anderen Codec',
  'The job starts over by itself.': 'Der Auftrag beginnt von selbst von vorn.',
  'The job goes on by itself from the last frames that were kept.':
    'Der Auftrag geht von selbst ab den letzten aufgehobenen Bildern weiter.',
  'The job was canceled.': 'Der Auftrag wurde abgebrochen.',
  'The job failed: {0}': 'Der Auftrag ist gescheitert: {0}',
  'Done on {0}: {1} frames of {2}×{3} in {4} s, {5} frames per second. Read back: {6} checks as the source. Written to {7}':
    'Fertig auf {0}: {1} Bilder mit {2}×{3} in {4} s, {5} Bilder pro Sekunde. Zurückgelesen: {6} Prüfungen wie die Quelle. Geschrieben nach {7}',
  'Done on {0}: {1} frames of {2}×{3} in {4} s. Read back: {5} checks as the source. Written to {6}':
    'Fertig auf {0}: {1} Bilder mit {2}×{3} in {4} s. Zurückgelesen: {5} Prüfungen wie die Quelle. Geschrieben nach {6}',
  'Restoring frame {0} of {1}': 'Bild {0} von {1} wird restauriert',
  'Denoising window {0} of {1}, step {2} of {3}': 'Fenster {0} von {1} wird entrauscht, Schritt {2} von {3}',
  'Reading back window {0} of {1}, which is denoised already': 'Fenster {0} von {1}, schon entrauscht, wird zurückgelesen',
  'There is no such job any more. Refresh the list.': 'Diesen Auftrag gibt es nicht mehr. Die Liste neu laden.',
  'Started with {0} on the {1}': 'Begonnen mit {0} auf {1}',
  Started: 'Begonnen',
  Paused: 'Angehalten',
  'Stopped with the project; it goes on from here': 'Mit dem Projekt beendet; es geht von hier weiter',
  'Stopped with the project; it starts over': 'Mit dem Projekt beendet; es beginnt von vorn',
  'Queued: {0} as {1} into {2}': 'Eingereiht: {0} als {1} nach {2}',
  'it is': 'Kopie',
  'Done: {0}, {1} MB. Read back: {2} checks as {3}. Written to {4}':
    'Fertig: {0}, {1} MB. Zurückgelesen: {2} Prüfungen wie {3}. Geschrieben nach {4}',
  copied: 'kopiert',
  encoded: 'kodiert',
  'the source': 'die Quelle',
  'the result': 'das Ergebnis',
  'The file is held against the result instead of its source.': 'Die Datei wird mit dem Ergebnis statt mit seiner Quelle verglichen.',
  '{0} has {1} frames, and the result was made of more.': '{0} hat {1} Bilder, und das Ergebnis entstand aus mehr.',
  'The result {0} is not there any more. Restore the segment again.':
    'Das Ergebnis {0} ist nicht mehr da. Das Segment erneut restaurieren.',
  'This result is still to be exported. Let that end, or cancel it in the queue, and delete it then.':
    'Dieses Ergebnis soll noch exportiert werden. Das abwarten oder in der Warteschlange abbrechen, und dann löschen.',
  'Queued: frames {0} to {1} of {2}': 'Eingereiht: Bilder {0} bis {1} von {2}',
  'Went on': 'Fortgesetzt',
  'Waits again': 'Wartet wieder',
  'Tried again': 'Erneut versucht',
  Cancelled: 'Abgebrochen',
  Canceled: 'Abgebrochen',
  'Canceled.': 'Abgebrochen.',
  'Only a job that failed or was canceled can be tried again.':
    'Nur ein gescheiterter oder abgebrochener Auftrag lässt sich erneut versuchen.',
  'This job has not ended. Cancel it first.': 'Dieser Auftrag ist nicht beendet. Zuerst abbrechen.',
  'This job is {0} and has no result. Wait until it is done, or try it again.':
    'Dieser Auftrag hat kein Ergebnis (Zustand: {0}). Warten, bis er fertig ist, oder erneut versuchen.',
  'Reading the source': 'Die Quelle wird gelesen',
  'Loading the model': 'Das Modell wird geladen',
  'Finishing and checking the file': 'Die Datei wird abgeschlossen und geprüft',
  'Reading back frames that are already restored': 'Schon restaurierte Bilder werden zurückgelesen',
  'Writing frame {0} of {1}': 'Bild {0} von {1} wird geschrieben',
  'Copying the file': 'Die Datei wird kopiert',
  'Reading the file back': 'Die Datei wird zurückgelesen',
  'Only {0} of {1} frames of {2} could be read. Import the file again.':
    'Nur {0} von {1} Bildern von {2} waren lesbar. Die Datei erneut importieren.',
  '{0} has {1} frames; the range asks for frames {2} to {3}. Trim it to what is there.':
    '{0} hat {1} Bilder; der Bereich verlangt die Bilder {2} bis {3}. Auf das Vorhandene trimmen.',
  'Only a job that waits can be moved in the queue. This one has begun or ended.':
    'Nur ein wartender Auftrag lässt sich verschieben. Dieser hat begonnen oder ist beendet.',
  'The job to go before does not wait any more. Look at the queue again.':
    'Der Auftrag, vor den er soll, wartet nicht mehr. Die Warteschlange noch einmal ansehen.',
  '{0} could not be saved in the project.': '{0} ließ sich nicht im Projekt sichern.',
  'The state of "{0}"': 'Der Zustand von „{0}“',
  'The removal of a job': 'Das Entfernen eines Auftrags',
  'The result {0}': 'Das Ergebnis {0}',
  'Memory ran out on {0} with {1}; going on with {2}. The result is {3}, it takes longer.':
    'Der Speicher reichte auf {0} mit {1} nicht; weiter mit {2}. Das Ergebnis ist {3}, es dauert länger.',
  'the same': 'dasselbe',
  'nearly the same': 'fast dasselbe',
  'whole frames': 'ganzen Bildern',
  '{0} tiles of {1}x{2} pixels ({3} megapixels with their halo)': '{0} Kacheln mit {1}x{2} Pixeln ({3} Megapixel mit Rand)',
  'Memory ran out on {0} while denoising; going on {1}. It takes longer, and the result is nearly the same.':
    'Der Speicher reichte auf {0} beim Entrauschen nicht; weiter {1}. Es dauert länger, und das Ergebnis ist fast dasselbe.',
  'with tiles of {0} pixels': 'mit Kacheln von {0} Pixeln',
  'with one prompt at a time': 'mit einem Prompt nach dem anderen',
  'Memory ran out on {0} while decoding; going on with tiles of {1} pixels. It takes longer.':
    'Der Speicher reichte auf {0} beim Dekodieren nicht; weiter mit Kacheln von {1} Pixeln. Es dauert länger.',
  'The kept latents of the window at frame {0} were damaged and are computed again.':
    'Die aufgehobenen Zwischenwerte des Fensters bei Bild {0} waren beschädigt und werden neu berechnet.',
  'Denoised windows cannot be kept for a resume (is the disk of the cache folder full?). The job itself goes on.':
    'Entrauschte Fenster lassen sich nicht zum Fortsetzen aufheben (ist die Platte mit dem Cache voll?). Der Auftrag selbst läuft weiter.',
  'The {0} is longer than the model reads ({1}). It does not see: "{2}"':
    '{0} ist länger, als das Modell liest ({1}). Nicht gesehen: „{2}“',
  prompt: 'Der Prompt',
  'negative prompt': 'Der negative Prompt',
  '{0} tokens': '{0} Tokens',
  'The source ends before frame {0}. Import the file again.': 'Die Quelle endet vor Bild {0}. Die Datei erneut importieren.',
  '{0} measures and restores nothing. Choose a model that restores.':
    '{0} misst und restauriert nicht. Ein Modell wählen, das restauriert.',
  'The settings are those of the pipeline "{0}", which cannot run {1}: that takes "{2}". Choose the model again, so that its own settings are used.':
    'Die Einstellungen gehören zur Pipeline „{0}“, die {1} nicht ausführen kann: Dafür gilt „{2}“. Das Modell neu wählen, damit dessen eigene Einstellungen gelten.',
  'This model needs pictures of at least {0}x{1}; these are {2}x{3}. Choose a frame-by-frame model.':
    'Dieses Modell braucht Bilder von mindestens {0}x{1}; diese haben {2}x{3}. Ein Modell wählen, das Bild für Bild arbeitet.',
  '{0} takes a noise level of 0 to {1}, not {2}. Choose a lower noise level.':
    '{0} nimmt einen Rauschpegel von 0 bis {1}, nicht {2}. Einen kleineren wählen.',
  '{0} denoises in 1 to {1} steps, not in {2}. Choose fewer steps.':
    '{0} entrauscht in 1 bis {1} Schritten, nicht in {2}. Weniger Schritte wählen.',
  'The noise level {0} is outside 0 to {1}. Choose one in that range.':
    'Der Rauschpegel {0} liegt nicht in 0 bis {1}. Einen daraus wählen.',
  'The model denoises in 1 to {0} steps, not in {1}. Choose a number of steps in that range.':
    'Das Modell entrauscht in 1 bis {0} Schritten, nicht in {1}. Eine Zahl daraus wählen.',
  "Timestep {0} is not one of the model's {1}.": 'Der Zeitschritt {0} ist keiner der {1} des Modells.',
  'The result would replace its source {0}. Give it another name.':
    'Das Ergebnis würde seine Quelle {0} ersetzen. Einen anderen Namen geben.',
  'Another job is going to write {0}. Give the result another name.':
    'Ein anderer Auftrag wird {0} schreiben. Dem Ergebnis einen anderen Namen geben.',
  '{0} exists already. Give the result another name, or say that it may be replaced.':
    '{0} gibt es schon. Dem Ergebnis einen anderen Namen geben oder das Ersetzen erlauben.',
  'None of the chosen frames lies in the segment {0}. Choose frames inside it.':
    'Keines der gewählten Bilder liegt im Segment {0}. Bilder darin wählen.',
  '{0} is also media of this project ("{1}"). Remove that first.':
    '{0} ist auch ein Medium dieses Projekts („{1}“). Zuerst dieses entfernen.',
  '{0} cannot be deleted. Close programs that use it, and try again.':
    '{0} lässt sich nicht löschen. Programme schließen, die es verwenden, und erneut versuchen.',
  'This result is not in the project any more. Refresh the list.': 'Dieses Ergebnis ist nicht mehr im Projekt. Die Liste neu laden.',
} as const;
