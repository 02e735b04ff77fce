/** Of devices, and why one cannot be used. */
export const devices = {
  'Nothing on this machine can run a model. Reinstall Interweave.':
    'Nichts auf diesem Rechner kann ein Modell ausführen. Interweave neu installieren.',
  'The device "{0}" cannot be used.': 'Das Gerät „{0}“ ist nicht verwendbar.',
  '{0}, in software': '{0}, in Software',
  'it ended the program': 'das Programm wurde dadurch beendet',
  'it computes wrong results': 'die Ergebnisse sind falsch',
  'it did not answer within {0} seconds': 'keine Antwort binnen {0} Sekunden',
  'NVIDIA GPU': 'NVIDIA-GPU',
  'GPU through DirectML': 'GPU über DirectML',
  'Apple GPU and Neural Engine through Core ML': 'Apple-GPU und Neural Engine über Core ML',
  'GPU through WebGPU': 'GPU über WebGPU',
  '{0} of its {1} convolutions would run on the CPU, not on {2}': '{0} von {1} Faltungen liefen auf der CPU, nicht auf {2}',
  'ONNX Runtime has {0} for Linux on x64 only.': 'ONNX Runtime bietet {0} nur für Linux auf x64.',
  'Use DirectML.': 'DirectML verwenden.',
  'DirectML exists on Windows only.': 'DirectML gibt es nur unter Windows.',
  'Core ML exists on macOS only.': 'Core ML gibt es nur unter macOS.',
  'It was tried: {0}.': 'Versucht: {0}.',
  'Update the NVIDIA driver.': 'Den NVIDIA-Treiber aktualisieren.',
  'The CUDA libraries of ONNX Runtime, CUDA 12 or cuDNN 9 are not installed. With an NVIDIA GPU: `npm run cuda` fetches the first.':
    'Die CUDA-Bibliotheken von ONNX Runtime, CUDA 12 oder cuDNN 9 sind nicht installiert. Mit einer NVIDIA-GPU: `npm run cuda` lädt die ersten.',
  'The TensorRT libraries of ONNX Runtime or TensorRT 10 are not installed. With an NVIDIA GPU: `npm run cuda` fetches the first.':
    'Die TensorRT-Bibliotheken von ONNX Runtime oder TensorRT 10 sind nicht installiert. Mit einer NVIDIA-GPU: `npm run cuda` lädt die ersten.',
  'Update the {0}.': 'Aktualisieren: {0}.',
  'graphics driver': 'Grafiktreiber',
  'operating system': 'Betriebssystem',
  'No GPU was found that WebGPU can use. With a GPU: install its Vulkan driver (Debian: mesa-vulkan-drivers, or the NVIDIA driver).':
    'Keine GPU gefunden, die WebGPU nutzen kann. Mit einer GPU: ihren Vulkan-Treiber installieren (Debian: mesa-vulkan-drivers, oder den NVIDIA-Treiber).',
  'No GPU was found that WebGPU can use. With a GPU: update its driver.':
    'Keine GPU gefunden, die WebGPU nutzen kann. Mit einer GPU: ihren Treiber aktualisieren.',
  'Reinstall Interweave.': 'Interweave neu installieren.',
  'exit code {0}': 'Beendigungscode {0}',
  'exit code or signal {0}': 'Beendigungscode oder Signal {0}',
  'signal {0}': 'Signal {0}',
} as const;
