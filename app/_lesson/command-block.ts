import type { Locale } from '../../labs/core/local-text.ts';
import type { MachineName } from '../_session/machine-name.ts';
import { glyphs } from './glyphs.ts';
import type { Highlight } from './highlight.ts';
import { lessonWords } from './lesson-words.ts';
import { block, element, scrolling, type TreeNode, text, trustedHtml } from './markdown-node.ts';

/** A command with the machine it belongs to, and buttons that `LessonActions` brings to life. */
export function commandBlock(node: TreeNode, locale: Locale, highlight: Highlight): TreeNode {
  const command = node.value ?? '';
  const machine = machineOf(node.meta);
  const words = lessonWords[locale];
  const pre = element('pre', scrolling(words.command), [element('code', {}, highlight(command))]);
  if (machine === undefined) return block(element('div', { className: ['command'] }, [pre]));
  const bar = element('div', { className: ['command-bar'] }, [
    element('span', { className: ['machine', `machine-${machine}`] }, [trustedHtml(glyphs[machine]), text(machine)]),
    actionButton({ action: 'copy', glyph: glyphs.copy, label: words.copy, shown: '' }),
    actionButton({ action: 'run', glyph: glyphs.run, label: words.runOn(machine), shown: words.run }),
  ]);
  return block(element('div', { className: ['command'], 'data-machine': machine, 'data-command': command }, [bar, pre]));
}

/** What the author expects on the screen; `mark="…"` points at a part of it. */
export function outputBlock(node: TreeNode, locale: Locale): TreeNode {
  const words = lessonWords[locale];
  const content = marked(node.value ?? '', marksOf(node.meta));
  return block(
    element('figure', { className: ['output'] }, [
      element('figcaption', {}, [text(words.output)]),
      element('pre', scrolling(words.output), [element('code', {}, content)]),
    ]),
  );
}

interface ActionButton {
  readonly action: 'copy' | 'run';
  readonly glyph: string;
  readonly label: string;
  readonly shown: string;
}

function actionButton({ action, glyph, label, shown }: ActionButton): TreeNode {
  const properties = { type: 'button', className: ['command-action'], 'data-action': action, ariaLabel: label, title: label };
  return element('button', properties, [trustedHtml(glyph), text(shown)]);
}

function machineOf(meta: string | null | undefined): MachineName | undefined {
  const name = /(?:^|\s)run=(host|client)(?:\s|$)/.exec(meta ?? '')?.[1];
  return name === 'host' || name === 'client' ? name : undefined;
}

function marksOf(meta: string | null | undefined): string[] {
  return [...(meta ?? '').matchAll(/mark="([^"]+)"/g)].map((match) => match[1] ?? '');
}

function marked(output: string, marks: readonly string[]): TreeNode[] {
  const mark = marks.find((candidate) => output.includes(candidate));
  if (mark === undefined) return output === '' ? [] : [text(output)];
  const start = output.indexOf(mark);
  return [
    ...marked(output.slice(0, start), marks),
    element('mark', {}, [text(mark)]),
    ...marked(output.slice(start + mark.length), marks),
  ];
}
