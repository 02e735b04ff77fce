/** A set-up step that cannot go on. `help` is the command, or the sentence, that gets the user further. */
export class SetupError extends Error {
  /** @param {string} message @param {string} help */
  constructor(message, help) {
    super(message);
    this.name = 'SetupError';
    this.help = help;
  }
}

/** One line of the set-up: what the step found or does. @param {string} step @param {string} text */
export function say(step, text) {
  console.log(`[${step}] ${text}`);
}

/** Runs `main`; a SetupError becomes two lines and exit code 1, never a stack trace. @param {() => Promise<number>} main */
export async function runSetup(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`Could not go on: ${error.message}`);
    console.error(`What helps: ${error.help}`);
    process.exitCode = 1;
  }
}
