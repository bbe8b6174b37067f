/** What the test stands on isn't on this machine. That says nothing about the stacks. */
export class Skip extends Error {}
