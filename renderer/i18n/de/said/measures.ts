/** Measures: names, units, definitions, notes, and why one was not taken. */
export const measures = {
  levels: 'Stufen',
  'Colour shift (CIEDE2000)': 'Farbabweichung (CIEDE2000)',
  'Mean CIEDE2000 between clip and source, both made smaller by area to the same small size and taken for sRGB. Mean over frames.':
    'Mittleres CIEDE2000 zwischen Clip und Quelle, beide flächengemittelt auf dieselbe kleine Größe gebracht und als sRGB genommen. Mittel über Bilder.',
  'CIEDE2000 at {0}': 'CIEDE2000 bei {0}',
  'Sharpness (mean gradient)': 'Schärfe (mittlerer Gradient)',
  'Mean of sqrt((dx^2 + dy^2) / 2), the differences of luma (0 to 255) to the right and the lower neighbour. Mean over frames.':
    'Mittel von sqrt((dx^2 + dy^2) / 2), den Differenzen der Luma (0 bis 255) zum rechten und unteren Nachbarn. Mittel über Bilder.',
  'Noise (Immerkaer)': 'Rauschen (Immerkaer)',
  'Standard deviation of noise in luma (0 to 255), estimated from the Laplacian difference mask; fine texture counts as noise too. Mean over frames.':
    'Standardabweichung des Rauschens in der Luma (0 bis 255), geschätzt mit der Laplace-Differenzmaske; feine Textur zählt auch als Rauschen. Mittel über Bilder.',
  'The picture is smaller than {0}x{1} pixels.': 'Das Bild ist kleiner als {0}x{1} Pixel.',
  'Temporal flickering (VBench)': 'Zeitliches Flimmern (VBench)',
  'Mean absolute difference of consecutive 8-bit RGB frames, d; mean over pairs; (255 - d) / 255. Motion counts as flicker: made for still scenes.':
    'Mittlere absolute Differenz aufeinanderfolgender RGB-Bilder mit 8 Bit, d; Mittel über Paare; (255 - d) / 255. Bewegung zählt als Flimmern: für ruhige Szenen gemacht.',
  'Temporal flickering (stored luma)': 'Zeitliches Flimmern (gespeicherte Luma)',
  "Mean absolute difference of consecutive frames, d, by ffmpeg's msad filter; mean over pairs; (255 - d) / 255. Not the same number as VBench's, which sees color too.":
    'Mittlere absolute Differenz aufeinanderfolgender Bilder, d, aus dem msad-Filter von ffmpeg; Mittel über Paare; (255 - d) / 255. Nicht dieselbe Zahl wie die von VBench, die auch Farbe sieht.',
  'tOF to the reference': 'tOF zur Referenz',
  "Mean distance between the clip's optical flow and the reference's, in pixels of the clip. Mean over pairs.":
    'Mittlerer Abstand zwischen dem optischen Fluss des Clips und dem der Referenz, in Pixeln des Clips. Mittel über Paare.',
  'tOF to the source': 'tOF zur Quelle',
  "Mean distance between the clip's optical flow and the source's, which is enlarged for it, in pixels of the clip. Mean over pairs.":
    'Mittlerer Abstand zwischen dem optischen Fluss des Clips und dem der dafür vergrößerten Quelle, in Pixeln des Clips. Mittel über Paare.',
  'Over all samples of the three channels, values 0 to 1: 10 log10(1 / (mean squared error + 1e-8)). Mean over frames.':
    'Über alle Werte der drei Kanäle, 0 bis 1: 10 log10(1 / (mittlerer quadratischer Fehler + 1e-8)). Mittel über Bilder.',
  'Of luma, Y of YIQ out of 8-bit RGB (0.299 R + 0.587 G + 0.114 B, not rounded, values 0 to 1): 10 log10(1 / (mean squared error + 1e-8)). Mean over frames.':
    'Der Luma, Y von YIQ aus RGB mit 8 Bit (0,299 R + 0,587 G + 0,114 B, nicht gerundet, Werte 0 bis 1): 10 log10(1 / (mittlerer quadratischer Fehler + 1e-8)). Mittel über Bilder.',
  'Seam index': 'Nahtindex',
  'Mean absolute difference of consecutive frames where a window of the model begins or ends, over that of all other pairs; pairs across cuts count for neither. 1: the borders cannot be told from the rest.':
    'Mittlere absolute Differenz aufeinanderfolgender Bilder, wo ein Fenster des Modells beginnt oder endet, geteilt durch die aller übrigen Paare; Paare über Schnitte zählen nicht. 1: Die Grenzen sind vom Rest nicht zu unterscheiden.',
  'The clip lies in one window: there are no borders.': 'Der Clip liegt in einem Fenster: Es gibt keine Grenzen.',
  'Every pair of frames lies at a border: there is nothing to compare with.':
    'Jedes Bildpaar liegt an einer Grenze: Es gibt nichts zum Vergleichen.',
  'Inside the windows nothing changes: there is nothing to compare with.':
    'In den Fenstern ändert sich nichts: Es gibt nichts zum Vergleichen.',
  'Wang et al. 2004: Gaussian window 11x11, sigma 1.5, only where it lies inside the picture, C1 = (0.01 x 255)^2, C2 = (0.03 x 255)^2, negative contrast counts as 0, no downsampling':
    'Wang et al. 2004: Gauß-Fenster 11x11, Sigma 1,5, nur wo es im Bild liegt, C1 = (0,01 x 255)^2, C2 = (0,03 x 255)^2, negativer Kontrast zählt als 0, ohne Verkleinerung',
  '{0}. Of luma, Y of YIQ out of 8-bit RGB, rounded to whole levels. Mean over frames.':
    '{0}. Der Luma, Y von YIQ aus RGB mit 8 Bit, auf ganze Stufen gerundet. Mittel über Bilder.',
  '{0}. Mean of the three channels, then over frames.': '{0}. Mittel der drei Kanäle, dann über Bilder.',
  'PSNR (stored luma)': 'PSNR (gespeicherte Luma)',
  'SSIM (stored luma, ffmpeg)': 'SSIM (gespeicherte Luma, ffmpeg)',
  'Of luma as 8-bit video stores it: the planes themselves where both clips have such of one matrix and range, else converted to those of the restored clip.':
    'Der Luma, wie Video mit 8 Bit sie speichert: die Ebenen selbst, wo beide Clips solche von einer Matrix und einem Bereich haben, sonst in die des restaurierten Clips umgerechnet.',
  "Values 0 to 1: 10 log10(1 / (mean squared error + 1e-8)), the error by ffmpeg's psnr filter. Mean over frames.":
    'Werte 0 bis 1: 10 log10(1 / (mittlerer quadratischer Fehler + 1e-8)), der Fehler aus dem psnr-Filter von ffmpeg. Mittel über Bilder.',
  "As ffmpeg's ssim filter has it: windows of 8x8 pixels of equal weight, every 4 pixels, C1 = (0.01 x 255)^2, C2 = (0.03 x 255)^2. Not the same numbers as SSIM (Y). Mean over frames.":
    'Wie der ssim-Filter von ffmpeg: Fenster von 8x8 Pixeln gleichen Gewichts, alle 4 Pixel, C1 = (0,01 x 255)^2, C2 = (0,03 x 255)^2. Nicht dieselben Zahlen wie SSIM (Y). Mittel über Bilder.',
  'The picture is smaller than the window of 8x8 pixels.': 'Das Bild ist kleiner als das Fenster von 8x8 Pixeln.',
  '{0} was not measured': '{0} messen',
  'The picture is smaller than the window of 11x11 pixels.': 'Das Bild ist kleiner als das Fenster von 11x11 Pixeln.',
  'Warping error E*': 'Warping-Fehler E*',
  'Each frame moved back by the motion and compared with the one before: mean squared difference per pixel, summed over RGB 0 to 1, where forward and backward motion agree, x 1000. Motion of the source where it is given, else of the clip itself.':
    'Jedes Bild um die Bewegung zurückgeschoben und mit dem vorigen verglichen: mittlere quadratische Differenz je Pixel, summiert über RGB 0 bis 1, wo Vor- und Rückbewegung übereinstimmen, x 1000. Bewegung der Quelle, wo sie vorliegt, sonst des Clips selbst.',
  '{0}, of the {1}': '{0}, Bewegung: {1}',
  'clip itself': 'Clip selbst',
  source: 'Quelle',
  'A clip of one frame has no pairs of frames.': 'Ein Clip aus einem Bild hat keine Bildpaare.',
  'No frame has a number.': 'Kein Bild hat eine Zahl.',
  'How far the distance of each frame to the one before it, by the package lpips, is from that distance in the reference, without sign (TecoGAN, not times 100). Mean over pairs.':
    'Wie weit der Abstand jedes Bildes zum vorigen, nach dem Paket lpips, von diesem Abstand in der Referenz liegt, ohne Vorzeichen (TecoGAN, nicht mal 100). Mittel über Paare.',
  'VBench background consistency ({0})': 'VBench-Hintergrundkonstanz ({0})',
  'Needs a trained network, which does not come with Interweave. To add it, export the network to ONNX and wrap it as a package of the kind "metric" with the id in brackets, as models/export/README.md says. Then take it in: interweave models import FOLDER':
    'Braucht ein trainiertes Netz, das nicht mit Interweave kommt. Zum Hinzufügen das Netz nach ONNX exportieren und als Paket der Art „metric“ mit der Kennung in Klammern verpacken, wie models/export/README.md beschreibt. Dann übernehmen: interweave models import FOLDER',
  "Farneback's optical flow (OpenCV {0}; pyramid {1} x {2}, window {3}, {4} iterations, polynomials {5} / {6}) at {7}":
    'Optischer Fluss nach Farneback (OpenCV {0}; Pyramide {1} x {2}, Fenster {3}, {4} Iterationen, Polynome {5} / {6}) bei {7}',
  'optical flow of the package {0} ({1}, SHA-256 {2}) at {3}': 'Optischer Fluss des Pakets {0} ({1}, SHA-256 {2}) bei {3}',
  'Warping error and tOF by the motion of a network (such as RAFT)': 'Warping-Fehler und tOF nach der Bewegung eines Netzes (etwa RAFT)',
  "Without such a network they take Farneback's optical flow. To add one, export it to ONNX and wrap it as a package that answers a flow, as models/export/README.md says. Then take it in: interweave models import FOLDER":
    'Ohne ein solches Netz nehmen sie den optischen Fluss nach Farneback. Zum Hinzufügen eines nach ONNX exportieren und als Paket verpacken, das einen Fluss („flow“) liefert, wie models/export/README.md beschreibt. Dann übernehmen: interweave models import FOLDER',
  'The package {0} finds the motion, and one is enough. To use this one, remove that.':
    'Die Bewegung findet das Paket {0}, und eines genügt. Um dieses zu verwenden, jenes entfernen.',
  'The flow of {0} needs {1}, and sessions may take {2} here. Leave out what looks at motion, or remove the package.':
    'Der Fluss von {0} braucht {1}, und hier dürfen Sitzungen {2} nehmen. Weglassen, was auf Bewegung schaut, oder das Paket entfernen.',
  '{0} ({1}) answered {2}. Put its package right, or remove it.': '{0} ({1}) antwortete {2}. Das Paket berichtigen oder entfernen.',
  'a flow of the shape [{0}] instead of [{1}]': 'einen Fluss der Form [{0}] statt [{1}]',
  'a flow that is no number in places': 'einen Fluss, der stellenweise keine Zahl ist',
  '{0} ({1}) answered {2} instead of a number. Leave it out, or put its package right.':
    '{0} ({1}) antwortete {2} statt einer Zahl. Weglassen oder das Paket berichtigen.',
  '{0} numbers': '{0} Zahlen',
  'The clip has {0} frames, and {1} looks at {2}.': 'Der Clip hat {0} Bilder, und {1} betrachtet {2}.',
  'package {0} (SHA-256 {1}) at {2}': 'Paket {0} (SHA-256 {1}) bei {2}',
  'package {0}': 'Paket {0}',
  '{0} need {1} together, and sessions may take {2} here. Measure them one at a time.':
    '{0} brauchen zusammen {1}, und hier dürfen Sitzungen {2} nehmen. Einzeln messen.',
  'There is no metric "{0}" here.': 'Eine Messgröße „{0}“ gibt es hier nicht.',
  'There are: {0}.': 'Es gibt: {0}.',
  '{0} of this result was not measured yet, or the cache was cleared. Measure it.':
    '{0} dieses Ergebnisses wurde noch nicht gemessen, oder der Cache wurde geleert. Messen.',
  '{0} is {1}x{2} and the result is {3}x{4}: the true clip must be as large. Choose another.':
    '{0} hat {1}x{2} und das Ergebnis {3}x{4}: Der wahre Clip muss so groß sein. Einen anderen wählen.',
  '{0} has {1} frames: the true clip must be as long as the source, or as this result with its {2}. Choose another.':
    '{0} hat {1} Bilder: Der wahre Clip muss so lang sein wie die Quelle oder wie dieses Ergebnis mit {2}. Einen anderen wählen.',
  'Against {0}.': 'Gegen {0}.',
  'The measuring stopped: {0}. Try again, with fewer metrics if memory is short.':
    'Die Messung brach ab: {0}. Erneut versuchen, mit weniger Messgrößen, wenn der Speicher knapp ist.',
  'its thread ended': 'ihr Thread endete',
  '{0} is HDR and {1} is not: their numbers mean different light. Convert one of them first.':
    '{0} ist HDR und {1} nicht: Ihre Zahlen bedeuten anderes Licht. Zuerst eines umwandeln.',
  '{0} is turned by {1} degrees and {2} by {3}. Turn one of them first.':
    '{0} ist um {1} Grad gedreht und {2} um {3}. Zuerst eines drehen.',
} as const;
