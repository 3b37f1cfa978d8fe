import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import shellscript from 'shiki/langs/shellscript.mjs';
import type { TreeNode } from './markdown-node.ts';

/** Tokens take their colours from CSS variables (`code.css`), so one rendering serves both themes. */
const theme = createCssVariablesTheme({ name: 'vethlab', variablePrefix: '--code-' });

const highlighter = createHighlighterCore({
  themes: [theme],
  langs: [shellscript],
  engine: createJavaScriptRegexEngine(),
});

export type Highlight = (command: string) => TreeNode[];

/** Colours shell commands: one `span.line` for each line. */
export async function shellHighlight(): Promise<Highlight> {
  const shiki = await highlighter;
  return (command) => {
    const root = shiki.codeToHast(command, { lang: 'shellscript', theme: 'vethlab' }) as TreeNode;
    return root.children?.[0]?.children?.[0]?.children ?? [];
  };
}
