/**
 * Makes a rule that reports every node one of the selectors finds. Each architecture rule has a
 * name of its own, so that a test can show that a planted fault fires this check and no other.
 *
 * @param {string} message what to do instead, in one sentence
 * @param {string[]} selectors esquery selectors
 * @returns {import('eslint').Rule.RuleModule}
 */
export function forbid(message, selectors) {
  return {
    meta: { type: 'problem', schema: [], messages: { forbidden: message } },
    create: (context) =>
      Object.fromEntries(
        selectors.map((selector) => [
          selector,
          (node) => context.report({ node, messageId: 'forbidden' }),
        ]),
      ),
  };
}
