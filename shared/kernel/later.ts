/** Nothing went wrong: the work can't be done just now, and another delivery of its message will do it. */
export class Later extends Error {
  override name = 'Later';
}
