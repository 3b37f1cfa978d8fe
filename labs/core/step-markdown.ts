import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { FaultList } from './lab-faults.ts';
import type { PredictionChoices } from './prediction.ts';
import { readPrediction } from './prediction-markdown.ts';

/** Words of the lesson dialect, beside plain Markdown. */
const CONTAINER_DIRECTIVES = new Set(['note', 'why', 'differs', 'recap', 'lines', 'task', 'predict']);

/** What the two languages of a step must have in common, each with its line. */
export interface MarkdownFacts {
  /** Command and output blocks, in order. */
  readonly blocks: readonly Placed[];
  readonly figures: readonly Placed[];
  readonly predictions: readonly (PredictionChoices & Placed)[];
}

export interface Placed {
  readonly content: string;
  readonly line: number;
}

/** The part of a Markdown tree's node that is looked at here. */
interface MarkdownNode {
  readonly type: string;
  readonly children?: readonly MarkdownNode[];
  readonly position?: { readonly start: { readonly line: number } };
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, string | null | undefined>>;
  readonly lang?: string | null;
  readonly meta?: string | null;
  readonly value?: string;
}

export interface MarkdownSource {
  readonly file: string;
  readonly text: string;
  readonly linesBefore: number;
}

/** Reads a step's body; what is outside the lesson dialect is a fault. */
export function readMarkdown(source: MarkdownSource, faults: FaultList): MarkdownFacts {
  const blocks: Placed[] = [];
  const figures: Placed[] = [];
  const predictions: (PredictionChoices & Placed)[] = [];
  const root = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).parse(source.text) as MarkdownNode;
  for (const node of walk(root)) {
    const line = source.linesBefore + (node.position?.start.line ?? 1);
    const fault = faultOf(node);
    if (fault !== undefined) faults.add(source.file, line, fault);
    if (node.type === 'code') blocks.push({ content: blockContent(node), line });
    if (isPrediction(node)) predictions.push(predictionOf(node, source, faults));
    const figure = figureOf(node);
    if (figure) figures.push({ content: figure, line });
  }
  refuseTwins(predictions, source.file, faults);
  return { blocks, figures, predictions };
}

function predictionOf(node: MarkdownNode, { file, linesBefore }: MarkdownSource, faults: FaultList): PredictionChoices & Placed {
  const choices = readPrediction(node, (line = 1, message) => faults.add(file, linesBefore + line, message));
  const { id, options, teaches } = choices;
  return {
    ...choices,
    content: `${id}: ${options.join(', ')}; ${teaches}`,
    line: linesBefore + (node.position?.start.line ?? 1),
  };
}

function refuseTwins(predictions: readonly (PredictionChoices & Placed)[], file: string, faults: FaultList): void {
  predictions.forEach(({ id, line }, index) => {
    const isTwin = predictions.findIndex((other) => other.id === id) < index;
    if (isTwin) faults.add(file, line, `two predictions are called ${id}`);
  });
}

function isPrediction(node: MarkdownNode): boolean {
  return node.type === 'containerDirective' && node.name === 'predict';
}

function figureOf(node: MarkdownNode): string | null | undefined {
  return node.type === 'leafDirective' ? node.attributes?.file : undefined;
}

function* walk(node: MarkdownNode): Generator<MarkdownNode> {
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}

function blockContent(node: MarkdownNode): string {
  return [node.lang, node.meta]
    .filter(Boolean)
    .join(' ')
    .concat('\n', node.value ?? '');
}

function faultOf(node: MarkdownNode): string | undefined {
  switch (node.type) {
    case 'html':
      return 'raw HTML is not allowed in a lesson';
    case 'code':
      return codeFault(node);
    case 'leafDirective':
      return figureFault(node);
    case 'containerDirective':
      return CONTAINER_DIRECTIVES.has(node.name ?? '') ? undefined : `unknown block: :::${node.name}`;
    default:
      return undefined;
  }
}

function codeFault({ lang, meta, value }: MarkdownNode): string | undefined {
  if (lang === 'output') return markFault(meta ?? '', value ?? '');
  if (lang !== 'sh') return 'a code block is ```sh run=host, ```sh run=client or ```output';
  return /^run=(host|client)$/.test(meta ?? '') ? undefined : 'a command says where it runs: run=host or run=client';
}

function markFault(meta: string, output: string): string | undefined {
  if (meta === '') return undefined;
  const mark = /^mark="([^"]+)"$/.exec(meta)?.[1];
  if (mark === undefined) return 'output takes mark="…" only';
  return output.includes(mark) ? undefined : `the output does not have what it marks: ${mark}`;
}

function figureFault(node: MarkdownNode): string | undefined {
  if (node.name !== 'figure') return `unknown block: ::${node.name}`;
  const missing = ['file', 'alt', 'caption'].filter((key) => !node.attributes?.[key]);
  return missing.length > 0 ? `a figure needs ${missing.join(', ')}` : undefined;
}
