/** Of project files, their items and the engine's settings. */
export const projects = {
  'This project is not open any more. Open it again.': 'Dieses Projekt ist nicht mehr offen. Erneut öffnen.',
  'Projects cannot be opened here.': 'Projekte lassen sich hier nicht öffnen.',
  'The project has no record of its own.': 'Das Projekt hat keinen eigenen Eintrag.',
  "The settings cannot be saved to {0}. Look at its permissions and the disk's free space.":
    'Die Einstellungen lassen sich nicht unter {0} sichern. Rechte und freien Platz prüfen.',
  '"{0}" has {1} frames; no shot of it can begin at frame {2}. Choose a frame inside.':
    '„{0}“ hat {1} Bilder; kein Shot darin kann bei Bild {2} beginnen. Ein Bild innerhalb wählen.',
  '"{0}" has {1} frames; no marker of it can be at frame {2}. Choose a frame inside.':
    '„{0}“ hat {1} Bilder; kein Marker darin kann bei Bild {2} liegen. Ein Bild innerhalb wählen.',
  'it has only one frame. Make it longer first.': 'es hat nur ein Bild. Zuerst verlängern.',
  'both parts need a frame. Choose one from {0} to {1}.': 'beide Teile brauchen ein Bild. Eines von {0} bis {1} wählen.',
  '"{0}" cannot be split at frame {1}: {2}': '„{0}“ lässt sich bei Bild {1} nicht teilen: {2}',
  'The segment "{0}" would be empty (frames {1} to {2}). A segment keeps at least one frame; move its end behind its start.':
    'Das Segment „{0}“ wäre leer (Bilder {1} bis {2}). Ein Segment behält mindestens ein Bild; das Ende hinter den Anfang setzen.',
  'The segment "{0}" (frames {1} to {2}) would reach beyond "{3}", which has {4} frames. Keep it within 0 to {5}.':
    'Das Segment „{0}“ (Bilder {1} bis {2}) reichte über „{3}“ mit {4} Bildern hinaus. In 0 bis {5} halten.',
  'There is an item with the id "{0}" in the project already. Use a new id.':
    'Einen Eintrag mit der Kennung „{0}“ gibt es im Projekt schon. Eine neue verwenden.',
  'This media is not in the project any more. It may have been removed in another window.':
    'Dieses Medium ist nicht mehr im Projekt. Vielleicht in einem anderen Fenster entfernt.',
  'This segment is not in the project any more. It may have been removed in another window.':
    'Dieses Segment ist nicht mehr im Projekt. Vielleicht in einem anderen Fenster entfernt.',
  'This segment is not in the project any more. Choose another.': 'Dieses Segment ist nicht mehr im Projekt. Ein anderes wählen.',
  'Two copies of segments would have one id. Give each its own.':
    'Zwei Kopien von Segmenten hätten dieselbe Kennung. Jeder eine eigene geben.',
  'history step {0} ("{1}")': 'Bearbeitungsschritt {0} („{1}“)',
  'project record': 'Projekteintrag',
  'its {0} holds another record': '{0} enthält einen anderen Eintrag',
  'its history speaks of {0} "{1}", which is not in it': 'der Verlauf spricht von {0} „{1}“, das nicht darin ist',
  'it has no project record': 'es hat keinen Projekteintrag',
  'its {0} cannot be read': '{0} ist nicht lesbar',
  'The project {0} is open already: {1}': 'Das Projekt {0} ist schon offen: {1}',
  'another program uses it. Close it there and try again.': 'ein anderes Programm verwendet es. Dort schließen und erneut versuchen.',
  'on the computer "{0}", since {1}. Close it there first.': 'auf dem Rechner „{0}“, seit {1}. Zuerst dort schließen.',
  'in this Interweave, since {0}. Use that window, or close it there first.':
    'in diesem Interweave, seit {0}. Jenes Fenster verwenden oder es dort zuerst schließen.',
  'in another Interweave on this computer (process {0}), since {1}. Close it there first.':
    'in einem anderen Interweave auf diesem Rechner (Prozess {0}), seit {1}. Zuerst dort schließen.',
  'The project {0} was made by a newer Interweave (schema {1}; this one knows up to {2}). Update Interweave to open it. The file was not changed.':
    'Das Projekt {0} stammt aus einem neueren Interweave (Schema {1}; dieses kennt bis {2}). Interweave aktualisieren, um es zu öffnen. Die Datei ist unverändert.',
  'The project {0} could not be updated from schema {1} to {2}. The file was not changed; open it with the version of Interweave that made it, and please report this.':
    'Das Projekt {0} ließ sich nicht von Schema {1} auf {2} bringen. Die Datei ist unverändert; mit der Version von Interweave öffnen, aus der sie stammt, und dies bitte melden.',
  'This cursor is not one of this listing. Start again without one.':
    'Dieser Cursor gehört nicht zu dieser Liste. Ohne einen neu beginnen.',
  '"{0}" cannot be a project\'s name. Use 1 to 200 characters.': '„{0}“ kann kein Projektname sein. 1 bis 200 Zeichen verwenden.',
  'The project {0} is in use by another program. Close it there and try again.':
    'Das Projekt {0} wird von einem anderen Programm verwendet. Dort schließen und erneut versuchen.',
  'The disk of {0} is full, so the change was not saved; everything before it is. Free some space and try again.':
    'Die Platte von {0} ist voll, die Änderung ist nicht gesichert; alles davor ist es. Platz schaffen und erneut versuchen.',
  'The project {0} was moved or deleted while it was open. Put it back, or open it at its new place.':
    'Das Projekt {0} wurde verschoben oder gelöscht, während es offen war. Zurücklegen oder am neuen Ort öffnen.',
  'There is not enough memory to work on the project. Close other programs and try again.':
    'Der Speicher reicht nicht für das Projekt. Andere Programme schließen und erneut versuchen.',
  'it is not an Interweave project': 'es ist kein Interweave-Projekt',
  'parts of it are missing or overwritten': 'Teile fehlen oder sind überschrieben',
  'its tables are not as they should be': 'die Tabellen sind nicht, wie sie sein sollten',
  'its records contradict each other': 'die Einträge widersprechen einander',
  'The drive that holds {0} reports an error. Check that it is connected, then open the project again.':
    'Das Laufwerk mit {0} meldet einen Fehler. Die Verbindung prüfen und das Projekt erneut öffnen.',
  'Open a backup of it, or make a new project; your media and restored files are not touched.':
    'Eine Sicherung davon öffnen oder ein neues Projekt anlegen; Medien und restaurierte Dateien sind unberührt.',
  'A copy from before an update lies at {0}; open that instead.':
    'Eine Kopie von vor einer Aktualisierung liegt unter {0}; stattdessen diese öffnen.',
  'The project {0} is damaged: {1}.': 'Das Projekt {0} ist beschädigt: {1}.',
  'The project {0} cannot be opened for writing. Copy it to a folder of your own, or change the permissions of the file and its folder.':
    'Das Projekt {0} lässt sich nicht zum Schreiben öffnen. In einen eigenen Ordner kopieren oder die Rechte der Datei und ihres Ordners ändern.',
  'The project {0} is closed. Open it again.': 'Das Projekt {0} ist geschlossen. Erneut öffnen.',
  'A project file\'s name ends in {0}; "{1}" does not. Choose such a name.':
    'Der Name einer Projektdatei endet auf {0}; „{1}“ nicht. Einen solchen Namen wählen.',
  'There is a file at {0} already. Open it, or choose another name.':
    'Unter {0} liegt schon eine Datei. Diese öffnen oder einen anderen Namen wählen.',
  'The project cannot be made at {0}: the folder {1} does not exist. Choose another folder.':
    'Das Projekt lässt sich nicht unter {0} anlegen: Den Ordner {1} gibt es nicht. Einen anderen Ordner wählen.',
  'The project cannot be made at {0}: the disk is full. Free some space, or choose another folder.':
    'Das Projekt lässt sich nicht unter {0} anlegen: Die Platte ist voll. Platz schaffen oder einen anderen Ordner wählen.',
  'The project cannot be made at {0}: the folder is not writable. Choose another folder.':
    'Das Projekt lässt sich nicht unter {0} anlegen: Der Ordner ist nicht schreibbar. Einen anderen Ordner wählen.',
  '{0} is not a project file. Choose a file that ends in {1}.': '{0} ist keine Projektdatei. Eine Datei wählen, die auf {1} endet.',
  'it is empty': 'es ist leer',
  'There is no project at {0}. It may have been moved or deleted; choose it at its new place.':
    'Unter {0} liegt kein Projekt. Vielleicht verschoben oder gelöscht; am neuen Ort wählen.',
  'Use Node 22.14 or newer': 'Node 22.14 oder neuer verwenden',
  'Use Electron 36 or newer, or attach the window to `interweave serve`':
    'Electron 36 oder neuer verwenden, oder das Fenster mit `interweave serve` verbinden',
  'Projects cannot be opened here: {0} offers Node-API {1}, and the project database needs {2}. {3}.':
    'Projekte lassen sich hier nicht öffnen: {0} bietet Node-API {1}, und die Projektdatenbank braucht {2}. {3}.',
} as const;
