/**
 * Keeps secrets that have to be read again: a partner's, a model's API key. Sealed ones may lie in the table.
 * `about` says whose secret it is and what for, `partner/hiliad/secret`. It is part of the seal: moved to another record, it can't be opened.
 */
export interface Vault {
  seal(secret: string, about: string): Promise<string>;
  /** Throws when the text was changed, belongs to something else, or its key is no longer on the ring. */
  open(sealed: string, about: string): Promise<string>;
  /** Whether it was sealed with the newest key; what wasn't, should be sealed again before its key leaves the ring. */
  isCurrent(sealed: string): Promise<boolean>;
}

/** A sealed text where it lies. */
export interface SealedText {
  /** What it was sealed about. */
  about: string;
  sealed: string;
}

/** Every sealed text that there is. */
export interface SealedTexts<Text extends SealedText = SealedText> {
  all(): AsyncIterable<Text>;
  /** Puts `fresh` in its place; `false` when it has changed meanwhile. */
  replace(text: Text, fresh: string): Promise<boolean>;
}
