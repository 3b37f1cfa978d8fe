import type { Locale } from '../../labs/core/local-text.ts';
import { UNSURE } from '../../labs/core/prediction.ts';
import { predictionParts, withoutOptionId } from '../../labs/core/prediction-markdown.ts';
import { glyphs } from './glyphs.ts';
import { block, element, type TreeNode, text, trustedHtml } from './markdown-node.ts';
import { type PredictionWords, predictionWords, type Said } from './prediction-words.ts';

/**
 * A question with its options, and everything that may be said to them, hidden until it is time; `keepPredictions` brings it
 * to life. Written out whole, so that it is there at once and nothing moves when the script comes.
 */
export function predictionBlock(node: TreeNode, locale: Locale): TreeNode {
  const id = node.attributes?.id ?? '';
  const words = predictionWords[locale];
  const { question, options, explanation } = predictionParts(node.children ?? []);
  const questionId = `predict-${id}`;
  const choices = options.map((each) => option({ id, value: each.id ?? '', words }, optionContent(each.item)));
  const unsure = option({ id, value: UNSURE, words }, [block(element('span', {}, [text(words.unsure)]))]);
  return block(element('section', { className: ['predict'], 'data-predict': id, 'data-state': 'open', ariaLabel: words.title }), [
    block(element('p', { className: ['callout-title'] }, [text(words.title)])),
    block(element('div', { className: ['predict-question'], id: questionId }), [...question]),
    block(element('div', { className: ['predict-options'], role: 'radiogroup', ariaLabelledBy: questionId }), [
      ...choices,
      unsure,
    ]),
    sayings(words),
    block(element('div', { className: ['predict-why'], 'data-why': '', hidden: true }), [...explanation]),
  ]);
}

interface OptionProps {
  readonly id: string;
  readonly value: string;
  readonly words: PredictionWords;
}

function option({ id, value, words }: OptionProps, content: TreeNode[]): TreeNode {
  const radio = element('input', { type: 'radio', name: `predict-${id}`, value });
  return block(element('label', { className: ['predict-option'], 'data-option': value }), [
    block(radio),
    block(element('span', { className: ['predict-text'] }), content),
    tag('chosen', glyphs.pin, words.chosen),
    tag('came', glyphs.check, words.came),
  ]);
}

function tag(name: 'chosen' | 'came', glyph: string, words: string): TreeNode {
  const properties = { className: ['predict-tag'], 'data-tag': name, hidden: true };
  return block(element('span', properties, [trustedHtml(glyph), text(words)]));
}

/** A label holds words only, so an option's paragraph gives its words. */
function optionContent(item: TreeNode): TreeNode[] {
  return (withoutOptionId(item).children ?? []).flatMap((child) =>
    child.type === 'paragraph' ? (child.children ?? []) : [child],
  );
}

function sayings({ says }: PredictionWords): TreeNode {
  const lines = (Object.keys(says) as Said[]).map((name) => saying(name, says[name]));
  return block(element('div', { className: ['predict-says'], ariaLive: 'polite' }), lines);
}

function saying(name: Said, words: string): TreeNode {
  const mark = { right: glyphs.check, other: glyphs.other, unsure: glyphs.other, waiting: glyphs.run } as Partial<
    Record<Said, string>
  >;
  const glyph = mark[name];
  const content = [...(glyph === undefined ? [] : [trustedHtml(glyph)]), text(words)];
  return block(element('p', { 'data-say': name, ...(name !== 'open' && { hidden: true }) }, content));
}
