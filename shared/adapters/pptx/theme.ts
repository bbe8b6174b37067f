/** Inches of a 16:9 slide, as PowerPoint's own "widescreen". */
export const PAGE = { width: 13.333, height: 7.5, margin: 0.75 } as const;
export const INNER = PAGE.width - 2 * PAGE.margin;

/**
 * A font that every Windows and Mac Office has for Chinese; LibreOffice and WPS on other systems know what to show in its place (Noto Sans CJK,
 * Source Han Sans). Naming a free font would leave PowerPoint to guess.
 */
export const FONT = 'Microsoft YaHei';

/** RGB without #, as the format has it. */
export const COLOUR = {
  ink: '1B2A41',
  text: '27303F',
  muted: '6B7686',
  line: 'DCE1E8',
  paper: 'FFFFFF',
  mist: 'F4F6F9',
  accent: '1F7A8C',
  accentSoft: 'E3F0F2',
  warm: 'E07A3F',
} as const;

/** Of charts, in the order of their series or slices. White figures can be read on all of them, and neighbours differ in grey too. */
export const CHART_COLOURS = [
  '1F7A8C',
  'E07A3F',
  '1B2A41',
  '5B8C5A',
  'A65A2E',
  '6B7686',
  '8E5572',
  '2F6690',
  'B5853A',
  '3D5A80',
  '7A6C5D',
  '4A7C59',
] as const;

/** What every text has. A fresh object each time: the library writes into its options. */
export const type = (size: number, color: string = COLOUR.text, bold = false) => ({
  fontFace: FONT,
  fontSize: size,
  color,
  bold,
  lang: 'zh-CN',
});
