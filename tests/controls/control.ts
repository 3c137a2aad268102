/** What makes a control, and what is left without it. */
export interface Part {
  file: string;
  /** Stands in the file exactly once. */
  on: string;
  off: string;
}

/** Every control with the text that makes it, what is left without, and the test that must fail then. */
export interface Control extends Part {
  /** What it keeps, as a sentence. */
  control: string;
  /** Where a second guard stands behind the first: both are off. */
  and?: Part;
  /** The test file, and a part of the test's name as the runner writes it. */
  test: string;
  name: string;
}
