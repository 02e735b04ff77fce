/** Fields of a recipe and of output settings. */
export const parameters = {
  Model: 'Modell',
  'The package that restores the frames.': 'Das Paket, das die Bilder restauriert.',
  Prompt: 'Prompt',
  'What is seen, in plain words. The quality words of the package are added to it.':
    'Was zu sehen ist, in einfachen Worten. Die Qualitätsworte des Pakets kommen hinzu.',
  'Negative prompt': 'Negativer Prompt',
  'What the result should not look like.': 'Wie das Ergebnis nicht aussehen soll.',
  'Quality words': 'Qualitätsworte',
  'Added to every prompt, such as "clear, high quality".': 'Kommen zu jedem Prompt hinzu, etwa „clear, high quality“.',
  Steps: 'Schritte',
  'Denoising steps of each window. More take longer and bring more detail, up to a point.':
    'Entrauschungsschritte je Fenster. Mehr dauern länger und bringen bis zu einem Punkt mehr Zeichnung.',
  Scheduler: 'Scheduler',
  'How the steps are taken. DDIM is the one of the paper; DPM-Solver++ and UniPC need fewer steps.':
    'Wie die Schritte gegangen werden. DDIM ist der des Papers; DPM-Solver++ und UniPC brauchen weniger Schritte.',
  'Guidance scale': 'Führungsstärke',
  'How strongly the prompts pull. 1 switches guidance off and halves the time.':
    'Wie stark die Prompts ziehen. 1 schaltet die Führung aus und halbiert die Zeit.',
  'Noise level': 'Rauschpegel',
  'Noise that is mixed into the source. More lets the model invent more, less keeps it faithful.':
    'Rauschen, das der Quelle beigemischt wird. Mehr lässt das Modell mehr erfinden, weniger hält es treu.',
  Seed: 'Startwert',
  'The same seed with the same settings gives the same pixels.': 'Derselbe Startwert ergibt mit denselben Einstellungen dieselben Pixel.',
  'Noise rescheduling': 'Gemeinsames Rauschen',
  'Windows share their noise, so that neighbours agree (section 3.4 of the paper).':
    'Fenster teilen ihr Rauschen, damit Nachbarn übereinstimmen (Abschnitt 3.4 des Papers).',
  'Latent transition': 'Latenter Übergang',
  'How windows are blended where they overlap: the weights of the paper, of its published code, or not at all.':
    'Wie Fenster im Überlapp gemischt werden: mit den Gewichten des Papers, denen seines Codes, oder gar nicht.',
  Shots: 'Shots',
  'Where the picture cuts; windows never reach across. Detect finds the cuts, off takes the clip as one shot; or list their first frames.':
    'Wo das Bild schneidet; Fenster reichen nie darüber. Suchen findet die Schnitte, Aus nimmt den Clip als einen Shot; oder die ersten Bilder auflisten.',
  'Tile size': 'Kachelgröße',
  'Side of a tile in source pixels; 0 chooses the largest that fits into memory. Smaller needs less memory.':
    'Seite einer Kachel in Pixeln der Quelle; 0 wählt die größte, die in den Speicher passt. Kleinere brauchen weniger Speicher.',
  'Decoder tile size': 'Kachelgröße des Decoders',
  'Side of a tile in source pixels when latents become pictures; 0 chooses. Large ones need much more memory and time.':
    'Seite einer Kachel in Pixeln der Quelle, wenn Latents zu Bildern werden; 0 wählt selbst. Große brauchen viel mehr Speicher und Zeit.',
  Memory: 'Speicher',
  'What the model may take; tiles are made to fit. 0 takes most of a graphics card, up to half of the main memory, and for diffusion on a processor 2 GB.':
    'Was das Modell belegen darf; Kacheln richten sich danach. 0 nimmt fast eine ganze Grafikkarte, bis zur Hälfte des Hauptspeichers und für Diffusion auf einem Prozessor 2 GB.',
  'Tile overlap': 'Überlapp der Kacheln',
  'Source pixels over which neighbouring tiles blend into each other.':
    'Pixel der Quelle, über die benachbarte Kacheln ineinander übergehen.',
  'Guidance batch': 'Führung gebündelt',
  'Both prompts in one call, or one after the other in half the memory. Automatic goes by memory.':
    'Beide Prompts in einem Aufruf, oder nacheinander mit halbem Speicher. Automatisch geht nach dem Speicher.',
  'Color fix': 'Farbausgleich',
  'Brings the colors back to those of the source: by mean and spread (AdaIN), or by the coarse part of the picture (wavelet).':
    'Holt die Farben der Quelle zurück: nach Mittel und Streuung (AdaIN) oder nach dem groben Teil des Bildes (Wavelet).',
  'A tile has to be at least twice as large as its overlap. Choose larger tiles or a smaller overlap.':
    'Eine Kachel muss mindestens doppelt so groß sein wie ihr Überlapp. Größere Kacheln oder kleineren Überlapp wählen.',
  Device: 'Gerät',
  'Where the model runs. Automatic takes the fastest device that works on this machine.':
    'Wo das Modell läuft. Automatisch nimmt das schnellste Gerät, das auf diesem Rechner arbeitet.',
  Deinterlace: 'Deinterlacing',
  'Automatic deinterlaces sources that are marked interlaced, one frame per frame, so the frame count stays.':
    'Automatisch gilt für Quellen, die als interlaced markiert sind: ein Bild pro Bild, damit die Bildzahl bleibt.',
  Codec: 'Codec',
  'H.264 plays everywhere. FFV1 is lossless. PNG writes one picture per frame into a folder.':
    'H.264 läuft überall. FFV1 ist verlustfrei. PNG schreibt für jedes Bild eine Datei in einen Ordner.',
  Quality: 'Qualität',
  'Constant rate factor: lower is better and larger. 16 is visually lossless. Not used by ProRes, DNxHR, FFV1 and PNG.':
    'Constant Rate Factor: kleiner ist besser und größer auf der Platte. 16 ist sichtbar verlustfrei. Gilt nicht für ProRes, DNxHR, FFV1 und PNG.',
  Sound: 'Ton',
  'Copy keeps every audio and subtitle stream as it is (re-encoded only where the container cannot hold it).':
    'Behalten übernimmt jede Ton- und Untertitelspur unverändert (neu kodiert nur, wo der Container sie nicht fasst).',
} as const;
