/**
 * A reason not to go on, in whole sentences for the person at the terminal: what is wrong and what to do.
 * Scripts print its message alone; any other error is a fault of ours and comes with its stack.
 */
export class Refusal extends Error {
  override name = 'Refusal'
  /** What the script ends with. */
  exitCode = 1
}
