import rehypeStringify from 'rehype-stringify';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Step, StepText } from '../../labs/core/lab.ts';
import type { Locale } from '../../labs/core/local-text.ts';
import { shellHighlight } from './highlight.ts';
import { isRecap, translateDialect } from './lesson-dialect.ts';
import type { TreeNode } from './markdown-node.ts';

export interface RenderedLesson {
  /** HTML of the lesson without its recap. */
  readonly body: string;
  /** HTML of the recap; empty where there is none. */
  readonly recap: string;
  readonly hints: readonly string[];
  /** HTML of the question, where the step asks one. */
  readonly question: string;
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkDirective);
/** Raw HTML in Markdown is dropped by `remarkRehype`; what is written out as it is comes from `trustedHtml` alone. */
const toHtmlTree = unified().use(remarkRehype, { passThrough: [] });
const writer = unified().use(rehypeStringify, { allowDangerousHtml: true });

/** Renders a step's text in one language. Pure: the same text gives the same HTML. */
export async function renderLesson(step: Pick<Step, 'text' | 'figures'>, locale: Locale): Promise<RenderedLesson> {
  const written = step.text[locale];
  const root = await translated(written.body, step.figures, locale);
  const nodes = root.children ?? [];
  return {
    body: await htmlOf(nodes.filter((node) => !isRecap(node))),
    recap: await htmlOf(nodes.filter(isRecap)),
    ...(await renderedExtras(written, locale)),
  };
}

async function renderedExtras({ hints, question }: StepText, locale: Locale) {
  return {
    hints: await Promise.all(hints.map((hint) => renderFragment(hint, locale))),
    question: question === undefined ? '' : await renderFragment(question.prompt, locale),
  };
}

/** Renders a short piece of Markdown: a hint, a prompt. */
export async function renderFragment(source: string, locale: Locale): Promise<string> {
  const root = await translated(source, {}, locale);
  return htmlOf(root.children ?? []);
}

async function translated(source: string, figures: Step['figures'], locale: Locale): Promise<TreeNode> {
  const highlight = await shellHighlight();
  const root = parser.parse(source) as TreeNode;
  return translateDialect(root, { locale, source, figures, highlight });
}

async function htmlOf(children: TreeNode[]): Promise<string> {
  if (children.length === 0) return '';
  const tree = await toHtmlTree.run({ type: 'root', children } as never);
  return writer.stringify(tree as never);
}
