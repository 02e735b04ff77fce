/** Of the connection between window, app and engine. */
export const shell = {
  "The key cannot be saved to {0}. Look at the folder's permissions and the disk's free space.":
    'Der Schlüssel lässt sich nicht unter {0} sichern. Rechte des Ordners und freien Platz prüfen.',
  'The engine ended {0} times within a minute ({1}).': 'Die Engine wurde binnen einer Minute {0}-mal beendet ({1}).',
  'The engine ended unexpectedly ({0}) and was started again. Restores go on from their last saved frames, exports start over.':
    'Die Engine wurde unerwartet beendet ({0}) und neu gestartet. Restaurierungen gehen ab den letzten gesicherten Bildern weiter, Exporte beginnen von vorn.',
  'The app has no method "{0}".': 'Die App hat keine Methode „{0}“.',
  '{0} was called with the wrong input: {1}.': '{0} wurde mit falscher Eingabe aufgerufen: {1}.',
  'The app could not do {0}. Try again, or start it from a terminal to see why.':
    'Die App konnte {0} nicht ausführen. Erneut versuchen oder im Terminal starten, um den Grund zu sehen.',
  'Only the studio itself may call the app.': 'Nur das Studio selbst darf die App rufen.',
  'The engine runs elsewhere. Give it the key there, in the variable INTERWEAVE_CAPTION_KEY.':
    'Die Engine läuft anderswo. Ihr den Schlüssel dort geben, in der Variablen INTERWEAVE_CAPTION_KEY.',
  '{0} is on the machine that the engine runs on. Open it there.': '{0} liegt auf dem Rechner, auf dem die Engine läuft. Dort öffnen.',
  '{0} cannot be shown, because it is not there any more. It may have been moved or renamed.':
    '{0} lässt sich nicht zeigen, weil es nicht mehr da ist. Vielleicht verschoben oder umbenannt.',
  'Start Interweave with the key in the variable INTERWEAVE_CAPTION_KEY instead.':
    'Stattdessen Interweave mit dem Schlüssel in der Variablen INTERWEAVE_CAPTION_KEY starten.',
  'This system offers no key store, so a key cannot be kept.':
    'Dieses System bietet keinen Schlüsselspeicher, ein Schlüssel lässt sich nicht aufheben.',
  'No key store is running (GNOME Keyring or KWallet), so a key cannot be kept safely.':
    'Kein Schlüsselspeicher läuft (GNOME-Schlüsselbund oder KWallet), ein Schlüssel lässt sich nicht sicher aufheben.',
  'The engine speaks another version of the protocol. Update Interweave on both machines.':
    'Die Engine spricht eine andere Version des Protokolls. Interweave auf beiden Rechnern aktualisieren.',
  'The connection to the engine ended. It restarts by itself; try again.':
    'Die Verbindung zur Engine ist abgebrochen. Sie startet von selbst neu; erneut versuchen.',
  'The connection to the window ended.': 'Die Verbindung zum Fenster ist abgebrochen.',
  'The answer is too large for one message. Ask for less at once.':
    'Die Antwort ist zu groß für eine Nachricht. Weniger auf einmal verlangen.',
  'An entry of this list is too large for one message.': 'Ein Eintrag dieser Liste ist zu groß für eine Nachricht.',
  'A call with the number {0} is still open. Number calls apart.':
    'Ein Aufruf mit der Nummer {0} ist noch offen. Aufrufe verschieden nummerieren.',
  'The message is larger than {0}. Ask for less at once.': 'Die Nachricht ist größer als {0}. Weniger auf einmal verlangen.',
  '{0} KiB of plain data': '{0} KiB',
  'The message has the wrong shape: {0}.': 'Die Nachricht hat die falsche Form: {0}.',
  'The engine has no method "{0}". Update Interweave on both machines.':
    'Die Engine hat keine Methode „{0}“. Interweave auf beiden Rechnern aktualisieren.',
  'Start Interweave with INTERWEAVE_DEBUG=1 to see what, and try again.':
    'Interweave mit INTERWEAVE_DEBUG=1 starten, um zu sehen, was, und erneut versuchen.',
  'Something went wrong inside the engine during {0} that should not.':
    'In der Engine ging bei {0} etwas schief, das nicht schiefgehen sollte.',
} as const;
