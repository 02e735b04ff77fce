/** `npm run cuda`: fetches ONNX Runtime's CUDA and TensorRT libraries, which are too large for npm (Linux x64 only). */
import { join } from 'node:path';
import { rootDir } from './bootstrap/checkout.mjs';
import { runInForeground } from './bootstrap/run-program.mjs';

const script = join(rootDir, 'node_modules/onnxruntime-node/script/install.js');
if (process.platform === 'linux' && process.arch === 'x64') {
  const code = await runInForeground(process.execPath, [script], { env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'cuda12' } });
  console.log(
    code === 0 ? 'Done. npx interweave devices says whether CUDA is usable.' : 'The libraries could not be fetched (the message is above).',
  );
  process.exitCode = code;
} else {
  console.log('ONNX Runtime for Node has CUDA on Linux x64 only. Windows uses DirectML, macOS CoreML; both are installed already.');
  process.exitCode = 1;
}
