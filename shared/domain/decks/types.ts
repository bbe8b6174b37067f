/** What a presentation is about. */
export interface DeckInput {
  topic: string;
  /** One item for each section, in order; without any the model makes its own. */
  outline?: readonly string[];
  /** What the customer says besides: audience, tone, length. */
  requirements?: string;
}

export const chartKinds = ['bar', 'line', 'pie'] as const;

/** Numbers of a slide. Each series has one value for each label. */
export interface DeckChart {
  kind: (typeof chartKinds)[number];
  title: string;
  /** `万元`, `%`; may be empty. */
  unit: string;
  labels: readonly string[];
  series: readonly { name: string; values: readonly number[] }[];
}

export interface DeckSlide {
  title: string;
  /** 2 to 6. `要点：说明` has its first part emphasised. */
  bullets: readonly string[];
  /** What the speaker says. */
  notes: string;
  chart?: DeckChart;
}

export interface DeckSection {
  heading: string;
  slides: readonly DeckSlide[];
}

/** Everything that a presentation shows; how it looks is the template's business. */
export interface DeckPlan {
  title: string;
  subtitle: string;
  sections: readonly DeckSection[];
  closing: { title: string; lines: readonly string[] };
}
