import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { FaultList } from './lab-faults.ts';

export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** How many lines of the file come before `text`. */
  readonly linesBefore?: number;
}

export interface YamlReading<Schema extends z.ZodType> {
  readonly value: z.infer<Schema>;
  /** The line, in the file, of the value at this path; of its nearest parent where it is absent. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML by a schema. Every fault is added with its line; the answer is `undefined` when there was one. */
export function readYaml<Schema extends z.ZodType>(
  source: YamlSource,
  schema: Schema,
  faults: FaultList,
): YamlReading<Schema> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => (source.linesBefore ?? 0) + Math.max(1, lines.linePos(offset).line);
  for (const error of document.errors) faults.add(source.file, lineAt(error.pos[0]), error.message);
  if (document.errors.length > 0) return undefined;

  const result = schema.safeParse(document.toJS());
  if (result.success) {
    return { value: result.data, lineOf: (path) => lineAt(offsetOf(document, path)) };
  }
  for (const issue of result.error.issues) {
    for (const { path, message } of explain(issue)) faults.add(source.file, lineAt(offsetOf(document, path)), message);
  }
  return undefined;
}

function explain(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: `unknown key: ${[...issue.path, key].join('.')}` }));
  }
  const place = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  return [{ path: issue.path, message: `${place}${issue.message}` }];
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsetAt(document, path.slice(0, length));
    if (offset !== undefined) return offset;
  }
  return 0;
}

/** Where the key stands, which is the line an author looks for, or the item of a list. */
function offsetAt(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const key = parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)?.key;
    return isNode(key) ? key.range?.[0] : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
