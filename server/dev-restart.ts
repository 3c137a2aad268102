/** The exit code by which the development server asks to be started again. */
export const restartCode = 75;
