import type { Locale } from '../../labs/core/local-text.ts';
import { lessonWords } from './lesson-words.ts';
import { block, element, scrolling, type TreeNode, text, trustedHtml } from './markdown-node.ts';

/**
 * Places a lab's SVG in the page itself, so that it takes the theme's palette. Labs are ours, yet a picture has no business with
 * scripts, handlers, embedded pages or anything remote: such parts are dropped.
 */
export function figureBlock(node: TreeNode, figures: Readonly<Record<string, string>>, locale: Locale): TreeNode {
  const { file = '', alt = '', caption = '' } = node.attributes ?? {};
  const source = figures[file ?? ''];
  const picture = source === undefined ? [text(alt ?? '')] : [trustedHtml(safeSvg(source))];
  return block(
    element('figure', { className: ['picture'] }, [
      element('div', { className: ['picture-frame'], ...scrolling(lessonWords[locale].picture) }, [
        element('div', { role: 'img', ariaLabel: alt ?? '' }, picture),
      ]),
      ...(caption ? [element('figcaption', {}, [text(caption)])] : []),
    ]),
  );
}

export function safeSvg(source: string): string {
  return source
    .replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/gi, '')
    .replace(/<(script|foreignObject|iframe|object|embed)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, '')
    .replace(/\s(?:xlink:)?href\s*=\s*("(?!#)[^"]*"|'(?!#)[^']*'|(?!["'#])[^\s>]+)/gi, '')
    .replace(/@import[^;]*;?|url\(\s*["']?(?!["']?#)[^)]*\)/gi, '')
    .trim();
}
