import { commandTitle, type Command } from '../../app/command.ts';
import { t } from '../../i18n/words.ts';

/** Commands that hold every typed word, in the title first, else in the group or the id; without words, all of them. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands
    .map((command) => ({ command, score: scoreOf(command, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

function scoreOf(command: Command, words: readonly string[]): number {
  const name = commandTitle(command).toLowerCase();
  const rest = `${t(`commandGroups.${command.group}`)} ${command.id}`.toLowerCase();
  // Who types a whole title, or its beginning, means that command.
  const typed = words.join(' ');
  let score = name === typed ? 20 : typed !== '' && name.startsWith(typed) ? 10 : 1;
  for (const word of words) {
    if (name.startsWith(word)) score += 4;
    else if (name.includes(` ${word}`)) score += 3;
    else if (name.includes(word)) score += 2;
    else if (rest.includes(word)) score += 1;
    else return 0;
  }
  return score;
}
