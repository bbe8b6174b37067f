import type { DeckChart } from '../../domain/decks/types.ts';
import { fit } from './fit.ts';
import type { ChartOptions, Slide } from './library.ts';
import { BODY } from './masters.ts';
import { CHART_COLOURS, COLOUR, FONT, type } from './theme.ts';

/** Letters of a label: longer ones would leave no room for what they tell of. */
const LONGEST = 10;
const short = (label: string): string => ([...label].length > LONGEST ? `${[...label].slice(0, LONGEST - 1).join('')}…` : label);

/** An editable chart, with its numbers in the file, in the left part of a slide. */
export function addChart(slide: Slide, { kind, title, unit, labels, series }: DeckChart, box: { x: number; w: number }): void {
  const heading = unit ? `${title}（${unit}）` : title;
  const size = fit([heading], { width: box.w, height: 0.4 }, [14, 13, 12, 11, 10]);
  slide.addText(heading, { x: box.x, y: BODY.top, w: box.w, h: 0.4, margin: 0, valign: 'middle', ...type(size, COLOUR.muted, true) });
  const data = series.map(({ name, values }) => ({ name: short(name), labels: labels.map(short), values: [...values] }));
  const place = { x: box.x, y: BODY.top + 0.45, w: box.w, h: BODY.bottom - BODY.top - 0.45, altText: heading };
  if (kind === 'pie') slide.addChart('doughnut', data, { ...place, ...pie(labels.length) });
  else
    slide.addChart(kind, data, {
      ...place,
      ...axes(series.length, series.length * labels.length),
      ...(kind === 'line' ? line() : bar(series)),
    });
}

/** More figures than this would cover one another; the axis tells them then. */
const FIGURES = 16;

const axes = (count: number, figures: number): ChartOptions => ({
  // One colour for one series: colours are there to tell series apart.
  chartColors: CHART_COLOURS.slice(0, count),
  showLegend: count > 1,
  ...{ legendPos: 'b', legendFontFace: FONT, legendFontSize: 12, legendColor: COLOUR.text },
  ...{ catAxisLabelFontFace: FONT, catAxisLabelFontSize: 12, catAxisLabelColor: COLOUR.text, catAxisLineShow: true },
  ...{ valAxisLabelFontFace: FONT, valAxisLabelFontSize: 11, valAxisLabelColor: COLOUR.muted, valAxisLineShow: false },
  valGridLine: { color: COLOUR.line, size: 0.75 },
  catGridLine: { style: 'none' },
  ...{ showValue: figures <= FIGURES, dataLabelFontFace: FONT, dataLabelFontSize: 12, dataLabelColor: COLOUR.ink, dataLabelFontBold: true },
  ...{ dataLabelFormatCode: '#,##0.##', valAxisLabelFormatCode: '#,##0.##' },
});

/** Bars begin at 0, or their lengths would lie. */
const bar = (series: DeckChart['series']): ChartOptions => ({
  barDir: 'col',
  barGapWidthPct: 70,
  dataLabelPosition: 'outEnd',
  ...(series.every(({ values }) => values.every((value) => value >= 0)) ? { valAxisMinVal: 0 } : {}),
});

const line = (): ChartOptions => ({ lineSize: 3, lineDataSymbol: 'circle', lineDataSymbolSize: 9, dataLabelPosition: 't' });

const pie = (slices: number): ChartOptions => ({
  holeSize: 58,
  chartColors: CHART_COLOURS.slice(0, Math.max(slices, 1)),
  dataBorder: { pt: 2, color: COLOUR.paper },
  ...{ showLegend: true, legendPos: 'r', legendFontFace: FONT, legendFontSize: 12, legendColor: COLOUR.text },
  ...{
    showLabel: false,
    showValue: true,
    showPercent: false,
    dataLabelFontFace: FONT,
    dataLabelFontSize: 12,
    dataLabelColor: COLOUR.paper,
  },
  ...{ dataLabelFontBold: true, dataLabelFormatCode: '#,##0.##' },
});
