import './zod-without-eval.ts';
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../engine/engine-client.ts';
import { startEngineSync } from '../engine/engine-sync.ts';
import { App } from './App.tsx';
import { commands } from './commands.ts';
import { bindKeyboard } from './keyboard.ts';
import { joinDesktop } from './desktop.ts';
import { run } from './run-command.ts';
import { startWindow } from './start-window.ts';

const queryClient = createQueryClient();
startEngineSync(queryClient);
bindKeyboard(window, commands);
joinDesktop();
createRoot(document.getElementById('root')!).render(<App queryClient={queryClient} />);
run(startWindow);
