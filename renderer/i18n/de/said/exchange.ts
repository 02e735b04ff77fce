/** Edit lists of other programs: what was not taken along, and why. */
export const exchange = {
  '{0} exists already. Give the list another name, or say that it may be replaced.':
    '{0} gibt es schon. Der Liste einen anderen Namen geben oder das Ersetzen erlauben.',
  'There is no segment to export. Make one first, or choose others.':
    'Kein Segment zum Exportieren vorhanden. Zuerst eines anlegen oder andere wählen.',
  'None of these segments has a result that could be exported.': 'Keines dieser Segmente hat ein Ergebnis, das sich exportieren ließe.',
  '{0} cannot be written. Choose a folder that is there and that you may write to.':
    '{0} ist nicht schreibbar. Einen vorhandenen Ordner mit Schreibrecht wählen.',
  'Its file is not at {0}; the list names that place all the same.':
    'Die Datei liegt nicht unter {0}; die Liste nennt diesen Ort trotzdem.',
  'Its frames are not evenly spaced. The list counts frames, which other programs may place a little differently.':
    'Die Bilder folgen nicht in gleichem Abstand. Die Liste zählt Bilder, die andere Programme etwas anders setzen können.',
  'It has no result yet. Restore it first.': 'Noch kein Ergebnis. Zuerst restaurieren.',
  'It was made longer since it was restored. Restore it again.': 'Seit der Restaurierung verlängert. Erneut restaurieren.',
  'Its result is not at {0} any more. Restore it again.': 'Das Ergebnis liegt nicht mehr unter {0}. Erneut restaurieren.',
  '{0} segments are in the project already and were not added again.':
    '{0} Segmente sind schon im Projekt und wurden nicht noch einmal angelegt.',
  '{0} segment is in the project already and was not added again.':
    '{0} Segment ist schon im Projekt und wurde nicht noch einmal angelegt.',
  '{0} has {1} MB, too many for an edit list. Choose the list itself.':
    '{0} hat {1} MB, zu viel für eine Schnittliste. Die Liste selbst wählen.',
  '{0} cannot be read. Choose a .csv, .edl, .otio or .fcpxml file that is there.':
    '{0} ist nicht lesbar. Eine vorhandene Datei mit .csv, .edl, .otio oder .fcpxml wählen.',
  'Its prompt of {0} characters was cut to {1}.': 'Der Prompt mit {0} Zeichen wurde auf {1} gekürzt.',
  'The table does not say where its cuts begin and end: its first line names no columns source_in and source_out, nor in_frame and out_frame. Add such a heading.':
    'Die Tabelle sagt nicht, wo ihre Schnitte beginnen und enden: Die erste Zeile nennt weder source_in und source_out noch in_frame und out_frame. Eine solche Kopfzeile ergänzen.',
  'Its markers have no place in a table and were left out; the other formats hold them.':
    'Die Marker haben in einer Tabelle keinen Platz. Ausgelassen; die anderen Formate fassen sie.',
  "The timeline's own markers ({0}) were not taken; those of its clips are.":
    'Die Marker der Timeline selbst ({0}) wurden nicht übernommen; die ihrer Clips schon.',
  '{0} of its markers could not be read.': '{0} der Marker nicht lesbar.',
  '{0} of its markers lie on no frame of {1} and were not taken.': '{0} der Marker liegen auf keinem Bild von {1}. Nicht übernommen.',
  'A clip holds {0} markers at most: {1} more were not added.': 'Ein Clip fasst höchstens {0} Marker: {1} weitere nicht angelegt.',
  'line {0}': 'Zeile {0}',
  'track {0}': 'Spur {0}',
  'clip {0}': 'Clip {0}',
  'after clip {0}': 'nach Clip {0}',
  'The row was not taken.': 'Die Zeile wurde nicht übernommen.',
  'It was not taken.': 'Nicht übernommen.',
  'Line {0} of the table cannot be read: {1}': 'Zeile {0} der Tabelle ist nicht lesbar: {1}',
  'a quotation mark is opened and never closed.': 'ein Anführungszeichen wird geöffnet und nie geschlossen.',
  'the row is longer than a million characters.': 'die Zeile ist länger als eine Million Zeichen.',
  'a quotation mark stands where none can. Double it, or put the whole cell in quotation marks.':
    'ein Anführungszeichen steht, wo keines sein kann. Verdoppeln oder die ganze Zelle in Anführungszeichen setzen.',
  'Its first line is too long to be the heading of a table.': 'Die erste Zeile ist zu lang für den Kopf einer Tabelle.',
  'It has no start or no end.': 'Anfang oder Ende fehlt.',
  '"{0}" is not a frame number.': '„{0}“ ist keine Bildnummer.',
  '"{0}" is not a time. Write 00:00:12:05, 12.2 or 00:00:12.200.': '„{0}“ ist keine Zeit. 00:00:12:05, 12.2 oder 00:00:12.200 schreiben.',
  '{0} cannot be imported.': '{0} lässt sich nicht importieren.',
  'There is nothing in it.': 'Es ist nichts darin.',
  '{0} is not a text file. Choose a .csv, .edl, .otio or .fcpxml file.':
    '{0} ist keine Textdatei. Eine Datei mit .csv, .edl, .otio oder .fcpxml wählen.',
  'No line of the file is an edit: number, reel, V, C and four timecodes. Choose a CMX3600 list.':
    'Keine Zeile der Datei ist ein Schnitt: Nummer, Band, V, C und vier Timecodes. Eine CMX3600-Liste wählen.',
  '{0} sound-only edits were not taken.': '{0} reine Tonschnitte wurden nicht übernommen.',
  '"{0}" is no edit: it needs number, reel, channel, kind and four timecodes. It was not taken.':
    '„{0}“ ist kein Schnitt: Er braucht Nummer, Band, Kanal, Art und vier Timecodes. Nicht übernommen.',
  '"{0}" is not a timecode. The edit was not taken.': '„{0}“ ist kein Timecode. Der Schnitt wurde nicht übernommen.',
  '{0} of {1} frames became a cut.': '{0} von {1} Bildern wurde zum Schnitt.',
  '{0} became a cut.': '{0} wurde zum Schnitt.',
  'A dissolve': 'Eine Überblendung',
  'A wipe': 'Eine Wischblende',
  "A speed change (to {0} frames/s) was not taken; the range is the source's.":
    'Eine Tempoänderung (auf {0} Bilder/s) wurde nicht übernommen; der Bereich ist der der Quelle.',
  'It overlaps another segment in the edit, and an EDL has one track. It was left out; OTIO and FCPXML hold it.':
    'Überlappt im Schnitt ein anderes Segment, und eine EDL hat eine Spur. Ausgelassen; OTIO und FCPXML fassen es.',
  'Its source runs at another frame rate, and an EDL has one for all. It was left out; OTIO and FCPXML hold it.':
    'Die Quelle hat eine andere Bildrate, und eine EDL hat eine für alle. Ausgelassen; OTIO und FCPXML fassen es.',
  'This is XML of Final Cut Pro 7 (xmeml). Export FCPXML, OTIO or an EDL instead.':
    'Dies ist XML von Final Cut Pro 7 (xmeml). Stattdessen FCPXML, OTIO oder eine EDL exportieren.',
  'This is XML, but no FCPXML: it begins with <{0}>.': 'Dies ist XML, aber kein FCPXML: Es beginnt mit <{0}>.',
  'The cuts of {0} projects were taken together.': 'Die Schnitte von {0} Projekten wurden zusammen übernommen.',
  '{0} sound-only clips were not taken.': '{0} reine Tonclips wurden nicht übernommen.',
  'A transition became a cut.': 'Ein Übergang wurde zum Schnitt.',
  '{0} was not taken.': '{0} wurde nicht übernommen.',
  'A compound clip': 'Ein zusammengesetzter Clip',
  'A synchronised clip': 'Ein synchronisierter Clip',
  'A multicam clip': 'Ein Multicam-Clip',
  'A title': 'Ein Titel',
  'A generator': 'Ein Generator',
  'It shows "{0}", which is no file of this list. It was not taken.': 'Zeigt „{0}“, keine Datei dieser Liste. Nicht übernommen.',
  'It is switched off and was not taken.': 'Ausgeschaltet und nicht übernommen.',
  'It has no duration and was not taken.': 'Ohne Dauer und nicht übernommen.',
  "A speed change was not taken; the range is the source's.": 'Eine Tempoänderung wurde nicht übernommen; der Bereich ist der der Quelle.',
  'The {0} of its <{1}> is "{2}", which is no time. It was not taken.': '{0} von <{1}> ist „{2}“, keine Zeit. Nicht übernommen.',
  'FCPXML knows no folders of pictures. It was left out; OTIO holds it.': 'FCPXML kennt keine Bilderordner. Ausgelassen; OTIO fasst es.',
  'The file is JSON, but no OpenTimelineIO timeline: {0}.': 'Die Datei ist JSON, aber keine Timeline von OpenTimelineIO: {0}.',
  'It could not be read: {0}.': 'Nicht lesbar: {0}.',
  '{0} tracks of sound were not taken.': '{0} Tonspuren wurden nicht übernommen.',
  'The file is not whole JSON: there is an error{0}. Export it again.':
    'Die Datei ist kein ganzes JSON: Darin ist ein Fehler{0}. Erneut exportieren.',
  'in line {0}': 'in Zeile {0}',
  'It was not taken: {0}.': 'Nicht übernommen: {0}.',
  'a nested sequence': 'eine verschachtelte Sequenz',
  'It is {0} and was not taken. Export the sequence inside by itself.':
    'Es ist {0} und wurde nicht übernommen. Die innere Sequenz für sich exportieren.',
  'It says neither which frames it shows nor how many there are. It was not taken.':
    'Es sagt weder, welche Bilder es zeigt, noch wie viele es gibt. Nicht übernommen.',
  'it is of an unknown kind': 'es ist von unbekannter Art',
  'It names no file': 'Keine Datei genannt',
  'No media of the project is "{0}"': 'Kein Medium des Projekts heißt „{0}“',
  '{0}: {1} of it not taken. Import the file and try again.':
    '{0}: {1} daraus nicht übernommen. Die Datei importieren und erneut versuchen.',
  'one cut': 'ein Schnitt',
  '{0} cuts': '{0} Schnitte',
  'It fits several files of the project: {0}.': 'Es passt zu mehreren Dateien des Projekts: {0}.',
  '{0} to {1} is outside of {2}, which runs from {3} to {4}.': '{0} bis {1} liegt außerhalb von {2}, das von {3} bis {4} reicht.',
  'It reaches {0} frames beyond {1} and was cut to what there is.':
    'Reicht {0} Bilder über {1} hinaus und wurde auf das Vorhandene gekürzt.',
  'The edit runs at {0}, {1} at {2}: the place in the edit is not kept.':
    'Der Schnitt läuft mit {0}, {1} mit {2}: Der Platz im Schnitt bleibt nicht erhalten.',
  'Its place in the edit names frame {0} of a second at {1}, and is not kept.':
    'Der Platz im Schnitt nennt Bild {0} einer Sekunde bei {1} und bleibt nicht erhalten.',
  'It lasts {0} frames in the edit and {1} in its file: a speed change, which was not taken.':
    'Dauert {0} Bilder im Schnitt und {1} in der Datei: eine Tempoänderung, die nicht übernommen wurde.',
  'It ends before it begins.': 'Endet vor dem Anfang.',
  'Frame {0} of a second does not exist at the {1} of {2}.': 'Bild {0} einer Sekunde gibt es bei {1} von {2} nicht.',
  '{0} frames/s': '{0} Bilder/s',
  'The XML is broken in line {0}: {1}. Export it again.': 'Das XML ist in Zeile {0} kaputt: {1}. Erneut exportieren.',
  'it is nested deeper than {0} elements': 'es ist tiefer als {0} Elemente verschachtelt',
  'there is no element in it': 'es ist kein Element darin',
} as const;
