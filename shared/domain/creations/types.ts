/** What a creation is (platform-api.txt, "creations"). */
export const creationTypes = ['writing', 'image', 'video', 'ppt'] as const;
export type CreationType = (typeof creationTypes)[number];

/** Something that an account had made. Its id counts the account's creations: 1, 2, 3, … */
export interface Creation {
  id: number;
  account: string;
  type: CreationType;
  /** Which of the writing tools made it. */
  tool?: string;
  title: string;
  /** A text, or its beginning when it is long: the whole of that is in `contentKey`. */
  content: string;
  /** Where the whole content is kept, when it is too long to stand here. */
  contentKey?: string;
  /** Public name of the picture, video or presentation. */
  file?: string;
  /** The job that made it. */
  job: string;
  /** Milliseconds. */
  createdAt: number;
  updatedAt: number;
}

/** What a job leaves to its account when it succeeds. */
export type NewCreation = Omit<Creation, 'id' | 'account' | 'job' | 'createdAt' | 'updatedAt'>;
