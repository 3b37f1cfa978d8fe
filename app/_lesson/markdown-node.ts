/** The part of a Markdown (mdast) or HTML (hast) tree's node that the lesson dialect touches. */
export interface TreeNode {
  type: string;
  children?: TreeNode[];
  value?: string;
  tagName?: string;
  properties?: Properties;
  name?: string;
  url?: string;
  attributes?: Readonly<Record<string, string | null | undefined>> | null;
  lang?: string | null;
  meta?: string | null;
  data?: { hName?: string; hProperties?: Properties; hChildren?: TreeNode[]; directiveLabel?: boolean };
  position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } };
}

export type Properties = Record<string, string | number | boolean | readonly string[]>;

/** An HTML element. */
export function element(tagName: string, properties: Properties, children: TreeNode[] = []): TreeNode {
  return { type: 'element', tagName, properties, children };
}

/** Of what may be wider than the page: the keyboard can scroll it, and a screen reader says where it is. */
export function scrolling(name: string): Properties {
  return { role: 'group', ariaLabel: name, tabIndex: 0 };
}

export function text(value: string): TreeNode {
  return { type: 'text', value };
}

/** HTML that is ours, put out as it is. Never made from a lesson's own text. */
export function trustedHtml(value: string): TreeNode {
  return { type: 'raw', value };
}

/** A Markdown node that becomes one HTML element. `content` is HTML; without it the node's Markdown `children` are its content. */
export function block(root: TreeNode, children?: TreeNode[]): TreeNode {
  const { tagName = 'div', properties = {}, children: content = [] } = root;
  const shape = { hName: tagName, hProperties: properties };
  if (children === undefined) return { type: 'lesson-block', data: { ...shape, hChildren: content } };
  return { type: 'lesson-block', data: shape, children };
}

/** Replaces each node of the tree, from the leaves up. */
export function mapTree(node: TreeNode, change: (node: TreeNode) => TreeNode): TreeNode {
  const children = node.children?.map((child) => mapTree(child, change));
  return change(children === undefined ? node : { ...node, children });
}

export function plainText(node: TreeNode): string {
  return node.value ?? (node.children ?? []).map(plainText).join('');
}
