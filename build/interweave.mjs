/** `interweave` in a checkout: the bundled command line, on Node 24. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bundle = new URL('../.out/app/cli.js', import.meta.url);
if (existsSync(fileURLToPath(bundle))) {
  const { main } = /** @type {{ main: (args: readonly string[]) => Promise<number> }} */ (await import(bundle.href));
  process.exitCode = await main(process.argv.slice(2));
} else {
  console.error('interweave is not built yet. Build it with: npm run build');
  process.exitCode = 2;
}
