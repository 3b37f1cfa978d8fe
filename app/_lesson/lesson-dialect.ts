import type { Locale } from '../../labs/core/local-text.ts';
import { commandBlock, outputBlock } from './command-block.ts';
import { figureBlock } from './figure.ts';
import type { Highlight } from './highlight.ts';
import { type Callout, callouts, lessonWords } from './lesson-words.ts';
import { block, element, mapTree, plainText, scrolling, type TreeNode, text } from './markdown-node.ts';
import { predictionBlock } from './prediction-block.ts';

export interface DialectOptions {
  readonly locale: Locale;
  readonly source: string;
  readonly figures: Readonly<Record<string, string>>;
  readonly highlight: Highlight;
}

/** Turns the nodes of our dialect into what they look like. Plain Markdown passes through. */
export function translateDialect(root: TreeNode, options: DialectOptions): TreeNode {
  return mapTree(root, (node) => translate(node, options));
}

function translate(node: TreeNode, options: DialectOptions): TreeNode {
  switch (node.type) {
    case 'code':
      return node.lang === 'output' ? outputBlock(node, options.locale) : commandBlock(node, options.locale, options.highlight);
    case 'containerDirective':
      return node.name === 'predict' ? predictionBlock(node, options.locale) : callout(node, options.locale);
    case 'leafDirective':
      return node.name === 'figure' ? figureBlock(node, options.figures, options.locale) : asWritten(node, options.source);
    case 'textDirective':
      return asWritten(node, options.source);
    case 'link':
    case 'image':
    case 'definition':
      return isSafeAddress(node.url) ? node : { type: 'emphasis', children: node.children ?? [] };
    case 'table':
      return block(element('div', { className: ['table-scroll'], ...scrolling(lessonWords[options.locale].table) }), [node]);
    default:
      return node;
  }
}

/** The web, a mail address, or a place on this site. */
function isSafeAddress(url: string | undefined): boolean {
  return /^(https?:|mailto:|[#/.?])/i.test(url ?? '');
}

/** `nginx:latest` and `0.0.0.0:http` are text, although they look like directives. */
function asWritten(node: TreeNode, source: string): TreeNode {
  const literal = text(source.slice(node.position?.start.offset, node.position?.end.offset));
  return node.type === 'leafDirective' ? { type: 'paragraph', children: [literal] } : literal;
}

function callout(node: TreeNode, locale: Locale): TreeNode {
  const kind = callouts.find((name) => name === node.name) ?? 'note';
  const children = node.children ?? [];
  const label = children.find((child) => child.data?.directiveLabel);
  const title = label ? plainText(label) : lessonWords[locale].callouts[kind];
  return block(element(kind === 'recap' ? 'section' : 'aside', calloutProperties(kind, title)), [
    block(element('p', { className: ['callout-title'] }, [text(title)])),
    ...children.filter((child) => child !== label),
  ]);
}

function calloutProperties(kind: Callout, title: string) {
  const className = ['callout', `callout-${kind}`];
  // An aside of its own would be a landmark, and a lesson has more of them than anybody wants to jump between.
  return kind === 'recap' ? { className, ariaLabel: title } : { className, role: 'note', ariaLabel: title };
}

/** Whether a translated node is a recap, which stands below the task and not where it was written. */
export function isRecap(node: TreeNode): boolean {
  return Array.isArray(node.data?.hProperties?.className) && node.data.hProperties.className.includes('callout-recap');
}
