/** One line of a step's script, as a person types it into a terminal. */
export interface ScriptLine {
  readonly machine: 'host' | 'client';
  readonly command: string;
}

/** A tempting wrong solution, and what the step must say to it. */
export interface WrongScript {
  readonly lines: readonly ScriptLine[];
  /** The reason code of the verdict it must get. */
  readonly reason: string | undefined;
  /** The answer to the step's question, where the question is what goes wrong. */
  readonly answer: string | undefined;
}

const CLIENT_PREFIX = '@client ';

/** The commands of a script: comments and empty lines are left out, `@client ` lines go to the computer outside. */
export function scriptLines(text: string): ScriptLine[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) =>
      line.startsWith(CLIENT_PREFIX)
        ? { machine: 'client', command: line.slice(CLIENT_PREFIX.length) }
        : { machine: 'host', command: line },
    );
}

export function wrongScript(text: string): WrongScript {
  return { lines: scriptLines(text), reason: comment(text, 'reason'), answer: comment(text, 'answer') };
}

function comment(text: string, key: string): string | undefined {
  const prefix = `# ${key}: `;
  return text
    .split('\n')
    .find((line) => line.startsWith(prefix))
    ?.slice(prefix.length)
    .trim();
}
