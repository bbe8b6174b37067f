/** How one genre is written. */
export interface Craft {
  /** Who writes. */
  role: string;
  /** The genre's own rules: structure, tone, what to avoid. */
  rules: readonly string[];
  /** What the answer looks like. */
  form: string;
  /** Characters (字) when the customer asks for no length; 0: as long as its material. */
  usualLength: number;
  /** 0 to 2: how freely the model may choose its words. */
  temperature: number;
}

export const MARKDOWN = '用 Markdown 排版：一级标题只用于题目，小标题用二、三级标题。';
export const PLAIN = '只输出纯文本，不用 Markdown 标记（不出现 #、*、-、|、```）。';
