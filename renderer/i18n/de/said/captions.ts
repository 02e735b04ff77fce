/** Of captions and of the endpoints that write them. */
export const captions = {
  'No model is chosen. Name one in the caption settings.': 'Kein Modell gewählt. Eines in den Einstellungen der Bildbeschreibung nennen.',
  'No model is chosen for captions. Name one in the caption settings.':
    'Für Bildbeschreibungen ist kein Modell gewählt. Eines in den Einstellungen der Bildbeschreibung nennen.',
  'Captions are off: nothing leaves this machine. Switch them on in the caption settings.':
    'Bildbeschreibung ist aus: Nichts verlässt diesen Rechner. In den Einstellungen der Bildbeschreibung einschalten.',
  'A frame was removed from the cache before it was sent. Try again.':
    'Ein Bild wurde aus dem Cache entfernt, bevor es gesendet war. Erneut versuchen.',
  '{0} has {1} frames; the range ends at {2}. Choose one inside it.':
    '{0} hat {1} Bilder; der Bereich endet bei {2}. Einen innerhalb wählen.',
  'it answers with {0}': 'die Antwort ist {0}',
  'nothing known': 'nichts Bekanntes',
  'it calls its answer JSON, and it is not': 'die Antwort nennt sich JSON und ist keines',
  'its answer holds no message': 'die Antwort enthält keine Nachricht',
  'its answer cannot be read': 'die Antwort ist nicht lesbar',
  '{0} sends more than any description. Check the address in the caption settings.':
    '{0} sendet mehr als jede Beschreibung. Die Adresse in den Einstellungen der Bildbeschreibung prüfen.',
  '{0} was silent for {1} s. A model that has to be loaded first takes long: try again, or raise the timeout in the caption settings.':
    '{0} hat {1} s lang geschwiegen. Ein Modell, das erst geladen wird, braucht lange: erneut versuchen oder die Wartezeit in den Einstellungen der Bildbeschreibung erhöhen.',
  '{0} does not speak the chat protocol: {1}. Check the address in the caption settings; it usually ends with /v1.':
    '{0} spricht das Chat-Protokoll nicht: {1}. Die Adresse in den Einstellungen der Bildbeschreibung prüfen; meist endet sie auf /v1.',
  '{0} at {1} answered without a word. Try again, or choose a model that can look at pictures.':
    '{0} bei {1} hat ohne ein Wort geantwortet. Erneut versuchen oder ein Modell wählen, das Bilder sieht.',
  'Start the program that serves it, or correct the address': 'Das Programm dahinter starten oder die Adresse berichtigen, in den',
  'Check the address and the network, or correct it': 'Adresse und Netz prüfen oder die Adresse berichtigen, in den',
  'Nothing answers at {0}. {1} in the caption settings.': 'Unter {0} antwortet nichts. {1} Einstellungen der Bildbeschreibung.',
  'The certificate of {0} cannot be trusted ({1}). Check the address in the caption settings.':
    'Dem Zertifikat von {0} ist nicht zu trauen ({1}). Die Adresse in den Einstellungen der Bildbeschreibung prüfen.',
  '{0} broke off while it answered.': '{0} hat mitten in der Antwort abgebrochen.',
  'It says: "{0}".': 'Wortlaut: „{0}“.',
  '{0} sends elsewhere, and frames go nowhere but to the address that was set. Correct it in the caption settings.':
    '{0} leitet weiter, und Bilder gehen nur an die eingestellte Adresse. Diese in den Einstellungen der Bildbeschreibung berichtigen.',
  '{0} wants a key. Give it one in the caption settings.':
    '{0} verlangt einen Schlüssel. In den Einstellungen der Bildbeschreibung eingeben.',
  '{0} does not accept the key. Enter it again in the caption settings.':
    '{0} nimmt den Schlüssel nicht an. In den Einstellungen der Bildbeschreibung neu eingeben.',
  '{0} at {1} cannot look at pictures.': '{0} bei {1} kann keine Bilder ansehen.',
  'Choose a model with vision in the caption settings.': 'In den Einstellungen der Bildbeschreibung ein Modell wählen, das Bilder sieht.',
  '{0} does not know the model "{1}", or the address is not right.': '{0} kennt das Modell „{1}“ nicht, oder die Adresse stimmt nicht.',
  'Check both in the caption settings; an address usually ends with /v1.':
    'Beides in den Einstellungen der Bildbeschreibung prüfen; eine Adresse endet meist auf /v1.',
  'The frames are too much for {0}. Send fewer or smaller ones: caption settings.':
    'Die Bilder sind zu viel für {0}. Weniger oder kleinere senden: Einstellungen der Bildbeschreibung.',
  '{0} failed ({1}).': '{0} ist gescheitert ({1}).',
  'Try again later, or look at its own log.': 'Später erneut versuchen oder dort im Protokoll nachsehen.',
  '{0} refused to describe the frames ({1}).': '{0} lehnt es ab, die Bilder zu beschreiben ({1}).',
  'Check the model in the caption settings.': 'Das Modell in den Einstellungen der Bildbeschreibung prüfen.',
  'The account at {0} has no credit left.': 'Das Konto bei {0} hat kein Guthaben mehr.',
  'Top it up, or choose another endpoint.': 'Aufladen oder einen anderen Endpunkt wählen.',
  '{0} is asked too often.': '{0} wird zu oft gefragt.',
  'Wait a moment and try again.': 'Einen Moment warten und erneut versuchen.',
  'Try again in {0} s.': 'In {0} s erneut versuchen.',
  'Try again.': 'Erneut versuchen.',
  'Try again later.': 'Später erneut versuchen.',
  'On this machine. Fetch the model first: ollama pull qwen2.5vl:7b':
    'Auf diesem Rechner. Das Modell zuerst laden: ollama pull qwen2.5vl:7b',
  'On this machine. Load a model with vision and start the local server.':
    'Auf diesem Rechner. Ein Modell laden, das Bilder sieht, und den lokalen Server starten.',
  'InternLM-XComposer2, which the DiffVSR paper captions with: lmdeploy serve api_server internlm/internlm-xcomposer2-vl-7b':
    'InternLM-XComposer2, womit das Paper von DiffVSR beschreibt: lmdeploy serve api_server internlm/internlm-xcomposer2-vl-7b',
  'Charged for by use. Needs an API key.': 'Kostet nach Verbrauch. Braucht einen API-Schlüssel.',
  'Making a picture of colour bars': 'Farbbalken erzeugen',
  'trial picture': 'Probebild',
} as const;
