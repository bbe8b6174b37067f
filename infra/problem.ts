/** Something that whoever runs the command can put right: its message is all they need. */
export class Problem extends Error {}
