import { slugSchema } from './lab-schema.ts';
import { type PredictionChoices, UNSURE } from './prediction.ts';

/** The part of a Markdown tree's node that a prediction is read from. */
export interface PredictionNode {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly PredictionNode[];
}

interface PlacedNode extends PredictionNode {
  readonly children?: readonly PlacedNode[];
  readonly attributes?: Readonly<Record<string, string | null | undefined>> | null;
  readonly position?: { readonly start: { readonly line: number } };
}

export interface PredictionParts<Node> {
  /** What stands before the options. */
  readonly question: readonly Node[];
  readonly options: readonly { readonly id: string | undefined; readonly item: Node }[];
  /** What stands after them, shown when it has come. */
  readonly explanation: readonly Node[];
}

/** `- [ID] what one might expect`. */
const OPTION = /^\[([^\]]*)\]\s*/;

/** Takes a `:::predict` apart: what comes before its list, the list, and what comes after. */
export function predictionParts<Node extends PredictionNode>(children: readonly Node[]): PredictionParts<Node> {
  const at = children.findIndex(({ type }) => type === 'list');
  if (at < 0) return { question: children, options: [], explanation: [] };
  const items = (children[at]?.children ?? []) as readonly Node[];
  return {
    question: children.slice(0, at),
    options: items.map((item) => ({ id: OPTION.exec(firstText(item)?.value ?? '')?.[1], item })),
    explanation: children.slice(at + 1),
  };
}

/** An option's Markdown without the id that it begins with. */
export function withoutOptionId<Node extends PredictionNode>(item: Node): Node {
  const [first, ...rest] = item.children ?? [];
  if (first === undefined) return item;
  if (first.type === 'text') {
    return { ...item, children: [{ ...first, value: first.value?.replace(OPTION, '') ?? '' }, ...rest] };
  }
  return { ...item, children: [withoutOptionId(first), ...rest] };
}

type AddFault = (line: number | undefined, message: string) => void;

/** What a prediction asks, with all that is wrong with it. Faults go to the line of what they are about. */
export function readPrediction(node: PlacedNode, addFault: AddFault): PredictionChoices {
  const parts = predictionParts(node.children ?? []);
  const line = node.position?.start.line;
  const options = parts.options.map((option) => option.id ?? '');
  const choices = { id: node.attributes?.id ?? '', options, teaches: node.attributes?.teaches ?? '' };
  for (const fault of shapeFaults(choices, parts)) addFault(line, fault);
  parts.options.forEach(({ item }, index) => {
    const fault = optionFault(options, index);
    if (fault !== undefined) addFault(item.position?.start.line ?? line, fault);
  });
  return choices;
}

function* shapeFaults({ id, options, teaches }: PredictionChoices, parts: PredictionParts<PlacedNode>): Generator<string> {
  if (!isSlug(id)) yield 'a prediction has an id of lower-case letters, digits and hyphens: :::predict{id="…"}';
  if (parts.question.length === 0) yield 'a prediction begins with its question';
  if (options.length < 2) {
    yield 'a prediction has a list of two options or more';
    return;
  }
  if (parts.explanation.length === 0) yield 'a prediction ends with what explains the outcome';
  if (!options.includes(teaches)) yield 'a prediction names the option that the solution brings about: teaches="…"';
}

function optionFault(ids: readonly string[], index: number): string | undefined {
  const id = ids[index] ?? '';
  if (!isSlug(id)) return 'an option begins with its id: - [some-id] Text';
  if (id === UNSURE) return `the option ${UNSURE} is always there by itself`;
  return ids.indexOf(id) < index ? `two options are called ${id}` : undefined;
}

function isSlug(id: string | null | undefined): boolean {
  return slugSchema.safeParse(id).success;
}

function firstText(node: PredictionNode): PredictionNode | undefined {
  const first = node.children?.[0];
  return first === undefined || first.type === 'text' ? first : firstText(first);
}
