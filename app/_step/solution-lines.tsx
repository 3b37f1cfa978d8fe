'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { SolutionView } from '../../server/protocol/solution.ts';
import { lessonWords } from '../_lesson/lesson-words.ts';
import { Icon } from '../_ui/icon.tsx';

type Line = SolutionView['lines'][number];

/** Commands in order, those of one machine together. `LessonActions` around it brings copy and run to life. */
export function SolutionLines({ lines }: { readonly lines: readonly Line[] }) {
  const t = useTranslations('lesson.solution');
  return (
    <ol className="grid gap-3">
      {runs(lines).map(({ machine, at, lines: run }) => (
        <li key={at} className="command">
          <p className="command-bar">
            <span className={`machine machine-${machine}`}>
              <Icon name={machine === 'host' ? 'server' : 'screen'} size={14} />
              {machine}
              <span className="font-sans font-normal text-ink-soft">{t(machine)}</span>
            </span>
          </p>
          {run.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a solution may type one command twice; its lines never move.
            <SolutionLine key={index} line={line} />
          ))}
        </li>
      ))}
    </ol>
  );
}

function SolutionLine({ line: { machine, command } }: { readonly line: Line }) {
  const words = lessonWords[useLocale()];
  return (
    <div data-machine={machine} data-command={command} className="command-line">
      <pre>
        <code>
          <span className="line">{command}</span>
        </code>
      </pre>
      <button type="button" className="command-action" data-action="copy" aria-label={words.copy} title={words.copy}>
        <Icon name="copy" size={14} />
      </button>
      <button
        type="button"
        className="command-action"
        data-action="run"
        aria-label={words.runOn(machine)}
        title={words.runOn(machine)}
      >
        <Icon name="terminal" size={14} />
        {words.run}
      </button>
    </div>
  );
}

interface Run {
  readonly machine: Line['machine'];
  /** Place of its first line. */
  readonly at: number;
  readonly lines: Line[];
}

function runs(lines: readonly Line[]): Run[] {
  const found: Run[] = [];
  lines.forEach((line, at) => {
    const last = found.at(-1);
    if (last?.machine === line.machine) last.lines.push(line);
    else found.push({ machine: line.machine, at, lines: [line] });
  });
  return found;
}
