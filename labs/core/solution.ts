import type { Observation } from '../../sandbox/observation.ts';
import { runningContainers } from './network.ts';
import { type ScriptLine, scriptLines } from './script.ts';

/** How a step is done, as its author does it. Nobody sees it before they ask for it. */
export interface Solution {
  readonly lines: readonly ScriptLine[];
  /** Containers that earlier steps leave behind, each with the line that makes it. */
  readonly before: readonly Groundwork[];
  /** Commands that print the answer to the step's question; none where it asks nothing. */
  readonly answer: readonly ScriptLine[];
}

interface Groundwork {
  readonly container: string;
  readonly line: ScriptLine;
}

/** `# without web: docker run …`: a line that is needed only where no container of that name runs. */
const WITHOUT = /^# without ([\w.-]+): (.+)$/;
const MAKES_CONTAINER = /^docker run\b.*\s--name[ =]([\w.-]+)/;

export function readSolution(solve: string, answer: string | undefined): Solution {
  const before = solve.split('\n').flatMap((text) => {
    const [, container = '', command = ''] = WITHOUT.exec(text.trim()) ?? [];
    return scriptLines(command).map((line) => ({ container, line }));
  });
  return { lines: scriptLines(solve), before, answer: scriptLines(answer ?? '') };
}

interface Standing {
  /** The machine; without one the lines are for the next, on which nothing runs. */
  readonly observation: Observation | undefined;
  /** The step's check has passed, so what runs there may stay. */
  readonly isMade: boolean;
}

/**
 * The lines that lead from this machine to the solution: containers of earlier steps are made where they are missing, and
 * one that has a name the solution takes makes room for it, unless it is what the solution would make.
 */
export function linesFor({ lines, before }: Solution, { observation, isMade }: Standing): ScriptLine[] {
  const running = observation === undefined ? [] : runningContainers(observation).map(({ name }) => name);
  const missing = before.filter(({ container }) => !running.includes(container)).map(({ line }) => line);
  const taken = new Set(observation?.docker.state === 'running' ? observation.docker.containers.map(({ name }) => name) : []);
  return [...missing, ...lines].flatMap((line) => {
    const name = MAKES_CONTAINER.exec(line.command)?.[1];
    if (name === undefined || !taken.has(name)) return [line];
    if (isMade && running.includes(name)) return [];
    return [{ machine: line.machine, command: `docker rm -f ${name}` }, line];
  });
}
