/** Of files and folders: reading, writing, ffmpeg, the cache. */
export const media = {
  'A path cannot hold a NUL character. Choose the file again.': 'Ein Pfad kann kein NUL-Zeichen enthalten. Die Datei erneut wählen.',
  '"{0}" is not a whole path. Give one from the root of the disk.': '„{0}“ ist kein vollständiger Pfad. Einen von der Wurzel an angeben.',
  '{0} is in the project already. Use it from the media bin.': '{0} ist schon im Projekt. Aus der Medienliste verwenden.',
  '{0} more files could not be used, this one among them: {1}': '{0} weitere Dateien waren nicht verwendbar, darunter diese: {1}',
  '{0} is not the file that was imported as "{1}". Use it anyway only if you know it is the same film.':
    '{0} ist nicht die Datei, die als „{1}“ importiert wurde. Nur verwenden, wenn es sicher derselbe Film ist.',
  'There is no room for pictures in the cache ({0}). Free some space and try again.':
    'Im Cache ist kein Platz für Bilder ({0}). Platz schaffen und erneut versuchen.',
  'The cache cannot be written ({0}). Change the permissions of its folder.':
    'Der Cache ist nicht schreibbar ({0}). Die Rechte seines Ordners ändern.',
  '{0} is not a folder. Choose the folder it lies in.': '{0} ist kein Ordner. Den Ordner wählen, in dem es liegt.',
  'There is no folder {0}. Choose another.': 'Den Ordner {0} gibt es nicht. Einen anderen wählen.',
  'The folder {0} cannot be read. Choose another, or change its permissions.':
    'Der Ordner {0} ist nicht lesbar. Einen anderen wählen oder seine Rechte ändern.',
  'A profile is saved as a PNG, not as {0}. Give it a name that ends in .png.':
    'Ein Profil wird als PNG gesichert, nicht als {0}. Einen Namen geben, der auf .png endet.',
  'Put the old file back, or point the media at the right file.': 'Die alte Datei zurücklegen oder mit der richtigen Datei verknüpfen.',
  '{0} is not the file that was imported as "{1}".': '{0} ist nicht die Datei, die als „{1}“ importiert wurde.',
  'The file of "{0}" is not at {1} any more. Show where it is now.':
    'Die Datei von „{0}“ liegt nicht mehr unter {1}. Zeigen, wo sie jetzt ist.',
  '{0} cannot be read. Change its permissions, or those of its folder.':
    '{0} ist nicht lesbar. Die Rechte der Datei oder ihres Ordners ändern.',
  'There is no file at {0}. Check the path.': 'Unter {0} liegt keine Datei. Den Pfad prüfen.',
  'There is no video in the folder {0}. Choose another, or the files themselves.':
    'Im Ordner {0} ist kein Video. Einen anderen wählen oder die Dateien selbst.',
  'One import takes {0} files. Import the rest by itself.': 'Ein Import nimmt {0} Dateien. Den Rest für sich importieren.',
  'frame {0} does': 'Bild {0} gibt es',
  'frames {0} to {1} do': 'die Bilder {0} bis {1} gibt es',
  '{0} has {1} frames, counted from 0; {2} not exist. Ask for what is there.':
    '{0} hat {1} Bilder, ab 0 gezählt; {2} nicht. Vorhandenes verlangen.',
  'This media is not in the project any more. Refresh the media bin.':
    'Dieses Medium ist nicht mehr im Projekt. Die Medienliste neu laden.',
  'The sample clip is not at {0}, where it was installed. Install Interweave again, or import a clip of yours.':
    'Der Beispielclip liegt nicht unter {0}, wo er installiert wurde. Interweave neu installieren oder einen eigenen Clip importieren.',
  '{0} are needed in {1} and {2} are free there. Free some space or choose another folder.':
    'In {1} werden {0} gebraucht, und {2} sind dort frei. Platz schaffen oder einen anderen Ordner wählen.',
  '{0} has {1} frames and had {2} when it was made. Restore the segment again.':
    '{0} hat {1} Bilder und hatte {2}, als es entstand. Das Segment erneut restaurieren.',
  '{0} is not what it was when it was made: {1}. Restore the segment again.':
    '{0} ist nicht mehr, was es war, als es entstand: {1}. Das Segment erneut restaurieren.',
  '{0}: the disk is full. Free some space or choose another folder.':
    '{0}: Die Platte ist voll. Platz schaffen oder einen anderen Ordner wählen.',
  '{0}: this user may not. Check the permissions of the file and its folder.':
    '{0}: Dazu fehlt das Recht. Die Rechte der Datei und ihres Ordners prüfen.',
  'It ended without a word; it may have run out of memory.': 'Es endete ohne ein Wort; vielleicht reichte der Speicher nicht.',
  'It said: {0}': 'Wortlaut: {0}',
  '{0}: ffmpeg could not do it.': '{0}: ffmpeg konnte es nicht.',
  '{0} crashed while it read {1}. Try again, or choose another ffmpeg in the settings.':
    '{0} ist beim Lesen von {1} abgestürzt. Erneut versuchen oder in den Einstellungen ein anderes ffmpeg wählen.',
  '{0} could not be started ({1}). Install ffmpeg or choose another one in the settings.':
    '{0} ließ sich nicht starten ({1}). ffmpeg installieren oder in den Einstellungen ein anderes wählen.',
  'The ffmpeg that was chosen, {0}, does not run, is older than {1}, or has no ffprobe beside it. Choose another one, or none to have it found.':
    'Das gewählte ffmpeg, {0}, läuft nicht, ist älter als {1} oder hat kein ffprobe neben sich. Ein anderes wählen, oder keines, damit es gesucht wird.',
  'the settings': 'die Einstellungen',
  'the app': 'die App',
  'the npm packages': 'die npm-Pakete',
  'ffmpeg and ffprobe {0} or newer were not found.': 'ffmpeg und ffprobe {0} oder neuer wurden nicht gefunden.',
  'Run `winget install Gyan.FFmpeg` and start again.': '`winget install Gyan.FFmpeg` ausführen und neu starten.',
  'Run `brew install ffmpeg` and start again.': '`brew install ffmpeg` ausführen und neu starten.',
  'Install the package ffmpeg (`sudo apt install ffmpeg`, `sudo dnf install ffmpeg`) and start again.':
    'Das Paket ffmpeg installieren (`sudo apt install ffmpeg`, `sudo dnf install ffmpeg`) und neu starten.',
  '{0} has {1} frames; a strip up to frame {2} cannot be made.': '{0} hat {1} Bilder; ein Streifen bis Bild {2} ist nicht möglich.',
  'Making a filmstrip of {0}': 'Filmstreifen von {0} erzeugen',
  'The frames of {0} were not compared': 'Bilder von {0} vergleichen',
  'frame {0} did not come': 'Bild {0} kam nicht',
  'Frame {0} of {1} was not decoded': 'Bild {0} von {1} dekodieren',
  'the file is damaged there': 'die Datei ist dort beschädigt',
  'ffmpeg says: {0}': 'ffmpeg meldet: {0}',
  'Frame {0} of {1} cannot be decoded ({2}). Trim the range around it.':
    'Bild {0} von {1} lässt sich nicht dekodieren ({2}). Den Bereich darum herum trimmen.',
  'Writing {0}': '{0} schreiben',
  'more frames were written than the range has: {0}': 'es wurden mehr Bilder geschrieben, als der Bereich hat: {0}',
  '{0} of {1} frames were written': '{0} von {1} Bildern wurden geschrieben',
  '{0} is there already. Choose another name, or allow it to be replaced.':
    '{0} gibt es schon. Einen anderen Namen wählen oder das Ersetzen erlauben.',
  '{0} holds something else and is not replaced. Choose another name.':
    '{0} enthält etwas anderes und wird nicht ersetzt. Einen anderen Namen wählen.',
  '{0} was written but is not what it has to be: {1}. It was removed; try another codec or container.':
    '{0} wurde geschrieben, ist aber nicht, was es sein muss: {1}. Es wurde entfernt; einen anderen Codec oder Container versuchen.',
  '{0} changed while it was in use. If it is still being recorded or copied, wait until that is done; then import it again.':
    '{0} hat sich während der Verwendung geändert. Läuft noch eine Aufnahme oder Kopie, deren Ende abwarten; dann erneut importieren.',
  '{0} is not there. It may have been moved or renamed: choose it again.':
    '{0} ist nicht da. Vielleicht verschoben oder umbenannt: erneut wählen.',
  '{0} may not be read by this user. Change its permissions or choose another file.':
    'Für {0} fehlt das Leserecht. Die Rechte ändern oder eine andere Datei wählen.',
  '{0} cannot be read ({1}). Check the disk it is on.': '{0} ist nicht lesbar ({1}). Die Platte prüfen, auf der es liegt.',
  '{0} holds no numbered pictures (such as frame0001.png). Choose a video file or another folder.':
    '{0} enthält keine nummerierten Bilder (etwa frame0001.png). Eine Videodatei oder einen anderen Ordner wählen.',
  'The pictures in {0} are not one gapless series. Keep one series, numbered without gaps, in the folder.':
    'Die Bilder in {0} sind keine lückenlose Reihe. Im Ordner eine einzige Reihe ohne Lücken halten.',
  '{0} cannot hold {1}. Let its name end in {2}, or choose another codec.':
    '{0} fasst {1} nicht. Den Namen auf {2} enden lassen oder einen anderen Codec wählen.',
  '{0} needs pictures of {1}x{2} or more; these are {3}x{4}. Choose FFV1 or PNG.':
    '{0} braucht Bilder ab {1}x{2}; diese haben {3}x{4}. FFV1 oder PNG wählen.',
  '{0} needs an even width; this picture is {1} wide. Choose H.264, FFV1 or PNG.':
    '{0} braucht eine gerade Breite; dieses Bild ist {1} breit. H.264, FFV1 oder PNG wählen.',
  'This ffmpeg has no encoder for {0} ({1}). Choose another codec, or another ffmpeg in the settings.':
    'Dieses ffmpeg hat keinen Encoder für {0} ({1}). Einen anderen Codec wählen, oder in den Einstellungen ein anderes ffmpeg.',
  'pictures carry no time': 'Bilder tragen keine Zeit',
  '0 to {0} s': '0 bis {0} s',
  '0 to {0} s, variable rate': '0 bis {0} s, variable Rate',
  '{0}; frame {1} at {2} s': '{0}; Bild {1} bei {2} s',
  'frame {0} at {1} s': 'Bild {0} bei {1} s',
  '{0}, turned in the picture': '{0}, im Bild gedreht',
  '{0} to turn': '{0} zu drehen',
  'a series of PNG is read as square pixels': 'eine PNG-Reihe gilt als quadratische Pixel',
  'PNG is RGB': 'PNG ist RGB',
  'range {0}, matrix {1}, primaries {2}, transfer {3}': 'Bereich {0}, Matrix {1}, Primärfarben {2}, Transfer {3}',
  'not said': 'nicht angegeben',
  none: 'keine',
  '{0} is "{1}" and not "{2}"': '{0} ist „{1}“ und nicht „{2}“',
  '{0} holds no sound': '{0} enthält keinen Ton',
  'no sound in this range': 'kein Ton in diesem Bereich',
  '{0} Hz {1} ch, {2} s': '{0} Hz, {1} Kanäle, {2} s',
  '{0} ms after the picture': '{0} ms nach dem Bild',
  '{0} cannot hold {1}': '{0} fasst {1} nicht',
  'The video stream of {0} holds no picture that can be decoded. The file may be damaged: try another copy.':
    'Die Videospur von {0} enthält kein dekodierbares Bild. Die Datei ist vielleicht beschädigt: eine andere Kopie versuchen.',
  '{0} has a video stream but not one frame in it. It may be damaged or cut off: try another copy.':
    '{0} hat eine Videospur, aber kein Bild darin. Vielleicht beschädigt oder abgeschnitten: eine andere Kopie versuchen.',
  '{0} is not a video, or it is cut off: the index that belongs at its end is missing. Copy or export it again.':
    '{0} ist kein Video oder abgeschnitten: Der Index am Ende fehlt. Erneut kopieren oder exportieren.',
  '{0} is not a video that ffmpeg can read, or it is damaged. Choose another file or another copy.':
    '{0} ist kein Video, das ffmpeg lesen kann, oder beschädigt. Eine andere Datei oder Kopie wählen.',
  '{0} is a video file with nothing in it. Record or export it again.':
    '{0} ist eine Videodatei ohne Inhalt. Erneut aufnehmen oder exportieren.',
  '{0} holds no moving picture, only {1}. Choose a file with a video stream.':
    '{0} enthält kein bewegtes Bild, nur {1}. Eine Datei mit Videospur wählen.',
  'a cover picture': 'ein Titelbild',
  sound: 'Ton',
  '{0} has {1} frames; a profile up to frame {2} cannot be made.': '{0} hat {1} Bilder; ein Profil bis Bild {2} ist nicht möglich.',
  'Only {0} of {1} frames of {2} can be played. The file may be damaged.':
    'Nur {0} von {1} Bildern von {2} lassen sich abspielen. Vielleicht ist die Datei beschädigt.',
  'Making a proxy of {0}': 'Proxy von {0} erzeugen',
  'Compressing the clip': 'Clip komprimieren',
  'Reading the compressed clip back': 'Komprimierten Clip zurücklesen',
  '{0} has {1} frames; there is no frame {2}.': '{0} hat {1} Bilder; Bild {2} gibt es nicht.',
  'Making a picture of frame {0} of {1}': 'Standbild von Bild {0} von {1} erzeugen',
  '{0} has no sound, so it has no waveform.': '{0} hat keinen Ton, also keine Wellenform.',
  'Reading the sound of {0}': 'Ton von {0} lesen',
  '{0} may not be written by this user. Choose another folder or change its permissions.':
    'Für {0} fehlt das Schreibrecht. Einen anderen Ordner wählen oder die Rechte ändern.',
  '{0} cannot be written ({1}). Choose another name or folder.': '{0} ist nicht schreibbar ({1}). Einen anderen Namen oder Ordner wählen.',
  '{0} cannot be written: the disk is full. Free some space or choose another folder.':
    '{0} ist nicht schreibbar: Die Platte ist voll. Platz schaffen oder einen anderen Ordner wählen.',
} as const;
